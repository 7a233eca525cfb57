import { raiseAlerts } from '@/lib/alerts/raise-alerts';
import { recoverAlerts } from '@/lib/alerts/recover-alerts';
import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { type StockNumbers, standingAlerts } from './rules';

/** Variants judged at once: each may have an alert of every kind, and a statement has room for so many. */
const judgedAtOnceMax = 1_000;

/**
 * Judges anew what is to be known of these variants' stock, since they came on sale or left it, whichever way: what is on sale and has
 * nothing is said once, also of what never had anything, and nothing of what is in preparation or archived, since nobody can miss it there.
 * Locks their stock rows, in variant order.
 */
export async function judgeStockAlerts(tx: Tx, variantIds: string[]): Promise<void> {
  const ordered = variantIds.toSorted();
  for (let from = 0; from < ordered.length; from += judgedAtOnceMax) {
    const stock = await rows<StockNumbers & { variantId: string; isOnSale: boolean }>(
      tx,
      sql`SELECT s.variant_id, s.on_hand_units, s.reserved_units, s.safety_min_units, s.safety_max_units,
            v.status = 'ACTIVE' AND p.status = 'ACTIVE' AS is_on_sale
          FROM stock_levels s JOIN variants v ON v.id = s.variant_id JOIN products p ON p.id = v.product_id
          WHERE s.variant_id = ANY (${ordered.slice(from, from + judgedAtOnceMax)}::uuid[])
          ORDER BY s.variant_id FOR NO KEY UPDATE OF s`,
    );
    const alerts = stock.flatMap(({ isOnSale, ...one }) => standingAlerts(one, { isOnSale }));
    await raiseAlerts(
      tx,
      alerts.filter(({ turn }) => turn === 'raised'),
    );
    await recoverAlerts(
      tx,
      alerts.filter(({ turn }) => turn === 'recovered'),
    );
  }
}
