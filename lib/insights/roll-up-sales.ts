import type { Tx } from '@/lib/db/client';
import { notify } from '@/lib/db/notify';
import { firstRow, type Sql, sql } from '@/lib/db/sql';
import { afterCommit } from '@/lib/db/transaction';
import { ok, type Result } from '@/lib/shared/result';

/** Events that one transaction counts: short enough to disturb nobody. */
export const rollUpSizeMax = 500;

/**
 * Counts events of orders into the hourly sales of their products, at most `limit` of them; gives how many it took.
 *
 * Exactly once each, whoever runs beside and whenever it dies: an event's row is removed in the transaction that counts it, and rows that
 * another run holds are passed over. An event counts as what its order sold after it less what it had sold before, in the hour of payment,
 * so it does not matter which of two events is counted first. What was sold is read from the events' own snapshots, which never change.
 *
 * Takes locks in the order of hour and product, so that two runs cannot deadlock.
 */
export async function rollUpSales(tx: Tx, { limit }: { limit: number }): Promise<Result<{ counted: number }>> {
  const taken = await firstRow<{ counted: number; changed: number }>(
    tx,
    sql`
      WITH free AS MATERIALIZED (
        SELECT event_id FROM uncounted_sales ORDER BY event_id LIMIT ${limit} FOR UPDATE SKIP LOCKED),
      taken AS (
        DELETE FROM uncounted_sales u USING free WHERE u.event_id = free.event_id RETURNING u.event_id),
      snapshots AS (
        SELECT e.snapshot::jsonb AS after, earlier.snapshot::jsonb AS before
        FROM taken JOIN order_events e ON e.id = taken.event_id
          LEFT JOIN order_events earlier ON earlier.order_id = e.order_id AND earlier.position = e.position - 1),
      sold AS (
        ${soldIn(sql`after`, 1)} UNION ALL ${soldIn(sql`before`, -1)}),
      changes AS (
        SELECT hour, product_id, sum(units) AS units, sum(won) AS won FROM sold GROUP BY hour, product_id
        HAVING sum(units) <> 0 OR sum(won) <> 0),
      counted AS (
        INSERT INTO product_sales AS sales (hour, product_id, units, revenue_won)
        SELECT hour, product_id, units, won FROM changes ORDER BY hour, product_id
        ON CONFLICT (hour, product_id) DO UPDATE
          SET units = sales.units + excluded.units, revenue_won = sales.revenue_won + excluded.revenue_won
        RETURNING 1)
      SELECT (SELECT count(*) FROM taken) AS counted, (SELECT count(*) FROM counted) AS changed`,
  );
  if (taken?.changed) afterCommit(tx, () => notify('maru_sales', ['changed']));
  return ok({ counted: taken?.counted ?? 0 });
}

/**
 * What the order of a snapshot had sold: the units of each line that are paid and not cancelled, and the won paid for them. A line's won
 * are split over its units by largest remainder, the first units taking what is left over, and the last units are cancelled first.
 */
function soldIn(snapshot: Sql, sign: 1 | -1): Sql {
  return sql`
    SELECT date_trunc('hour', (o.paid_at)::timestamptz, 'UTC') AS hour, l."productId" AS product_id, ${sign}::int * kept AS units,
      ${sign}::int * (l."paidWon" / l.quantity * kept + least(kept, l."paidWon" % l.quantity)) AS won
    FROM snapshots
      CROSS JOIN LATERAL (SELECT ${snapshot}->>'paidAt' AS paid_at, ${snapshot}->>'status' AS status) o
      CROSS JOIN LATERAL jsonb_to_recordset(${snapshot}->'lines') AS l ("productId" uuid, quantity int, "cancelledQuantity" int, "paidWon" bigint)
      CROSS JOIN LATERAL (SELECT l.quantity - l."cancelledQuantity" AS kept) k
    WHERE o.paid_at IS NOT NULL AND o.status <> 'CANCELLED'`;
}
