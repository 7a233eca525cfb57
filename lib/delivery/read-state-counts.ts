import type { Db } from '@/lib/db/client';
import { emptySql, joinSql, plannedAnew, rows, sql } from '@/lib/db/sql';
import { idsAround } from './delivery-queries';
import { type ShownState, shownStates } from './model';
import type { StatsWindow } from './stats-window';

/** What was created in a time, by what has become of it. Reads what was made about then, however long the log is. */
export async function readStateCounts(
  db: Db,
  { from, to }: StatsWindow,
  endpointId?: string,
): Promise<Record<ShownState, number>> {
  const isMade = sql`
    ${joinSql(idsAround({ from, to }), ' AND ')} AND delivery.created_at >= ${from}::timestamptz AND delivery.created_at < ${to}::timestamptz`;
  // Told apart as they are counted: found by its endpoint, all that it ever got would be gone through.
  const counted = sql`count(*) ${endpointId === undefined ? emptySql : sql`FILTER (WHERE delivery.endpoint_id = ${endpointId}::uuid)`} AS count`;
  // What is blocked is counted from the dead ones, which are few, not from all that waits. A line has one dead at most: its head.
  const found = await rows<{ state: ShownState; count: number }>(
    db,
    sql`${plannedAnew}
      WITH counts AS (
        SELECT state::text, ${counted} FROM deliveries delivery WHERE ${isMade} GROUP BY state),
      blocked AS (
        SELECT ${counted} FROM deliveries dead
        JOIN deliveries delivery ON delivery.endpoint_id = dead.endpoint_id AND delivery.order_id = dead.order_id
          AND (delivery.sequence, delivery.id) > (dead.sequence, dead.id) AND delivery.state = 'PENDING'
        WHERE dead.state = 'DEAD' AND ${isMade})
      SELECT state, counts.count - CASE state WHEN 'PENDING' THEN blocked.count ELSE 0 END AS count FROM counts, blocked
      UNION ALL SELECT 'BLOCKED', count FROM blocked`,
  );
  const counts = Object.fromEntries(shownStates.map((state) => [state, 0])) as Record<ShownState, number>;
  for (const { state, count } of found) counts[state] = count;
  return counts;
}
