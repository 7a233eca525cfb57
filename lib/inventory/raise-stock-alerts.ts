import { raiseAlerts } from '@/lib/alerts/raise-alerts';
import { recoverAlerts } from '@/lib/alerts/recover-alerts';
import type { Tx } from '@/lib/db/client';
import { crossingsOf, type StockChange } from './rules';

/**
 * Raises what these changes crossed, and ends what they crossed back over. Whatever changes a stock row's units or limits calls it.
 *
 * For stock rows that are locked: so each change sees the one before it, and each crossing is seen once. A change that crosses nothing
 * costs no statement.
 */
export async function raiseStockAlerts(tx: Tx, changes: StockChange[]): Promise<void> {
  const crossings = changes.flatMap(crossingsOf);
  // In statements of their own, which see what was committed until the stock was locked: that of the change may have begun before.
  await raiseAlerts(
    tx,
    crossings.filter(({ turn }) => turn === 'raised'),
  );
  await recoverAlerts(
    tx,
    crossings.filter(({ turn }) => turn === 'recovered'),
  );
}
