import { raiseAlerts } from '@/lib/alerts/raise-alerts';
import { recoverAlerts } from '@/lib/alerts/recover-alerts';
import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { crossingsOf, type StockChange } from './rules';

/**
 * Raises what these changes crossed, of what is on sale, and ends what they crossed back over. Whatever changes a stock row's units or limits calls it.
 *
 * For stock rows that are locked: so each change sees the one before it, and each crossing is seen once. A change that crosses nothing
 * costs no statement.
 */
export async function raiseStockAlerts(tx: Tx, changes: StockChange[]): Promise<void> {
  const crossings = changes.flatMap(crossingsOf);
  // In statements of their own, which see what was committed until the stock was locked: that of the change may have begun before.
  const raised = crossings.filter(({ turn }) => turn === 'raised');
  if (raised.length > 0) {
    const onSale = await findOnSale(
      tx,
      raised.map(({ variantId }) => variantId),
    );
    await raiseAlerts(
      tx,
      raised.filter(({ variantId }) => onSale.has(variantId)),
    );
  }
  await recoverAlerts(
    tx,
    crossings.filter(({ turn }) => turn === 'recovered'),
  );
}

async function findOnSale(tx: Tx, variantIds: string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id
        WHERE v.id = ANY (${variantIds}::uuid[]) AND v.status = 'ACTIVE' AND p.status = 'ACTIVE'`,
  );
  return new Set(found.map(({ id }) => id));
}
