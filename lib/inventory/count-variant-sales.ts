import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { hours, later } from '@/lib/shared/clock';
import { ok, type Result } from '@/lib/shared/result';
import { salesDaysMax } from './model';

/**
 * Counts anew what every variant sold in the last four weeks, so that the list of what to reorder adds up minutes instead of weeks; gives
 * how many variants sold. A sale that commits while it runs may be missed until the next count.
 *
 * Idempotent. Two at once wait for each other; readers see the count before until this one commits.
 */
export async function countVariantSales(tx: Tx, { now }: { now: Date }): Promise<Result<{ variants: number }>> {
  await execute(tx, sql`LOCK TABLE variant_sales IN SHARE ROW EXCLUSIVE MODE`);
  await execute(tx, sql`DELETE FROM variant_sales`);
  const variants = await execute(
    tx,
    sql`INSERT INTO variant_sales (variant_id, units, counted_at)
        SELECT variant_id, -sum(delta_units), ${now}::timestamptz FROM stock_movements
        WHERE reason IN ('SALE', 'CANCEL')
          AND created_at >= ${later(now, -hours(24 * salesDaysMax))}::timestamptz AND created_at < ${now}::timestamptz
        GROUP BY variant_id`,
  );
  return ok({ variants });
}
