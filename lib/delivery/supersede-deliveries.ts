import type { Db } from '@/lib/db/client';
import { execute, plannedAnew, sql } from '@/lib/db/sql';
import { frontOfLane, headOfLine, lanes, lockedRow } from './line-sql';

/** Most of one order's changes that are looked at in one go. */
const lineLengthMax = 50;

/**
 * Replaces what was never attempted by the newest of it: of the heads that the next claim would look at, and those that stand behind each
 * without a gap, all but the last become SUPERSEDED, and the last says so in its body (`supersedes`). Gives how many deliveries it wrote.
 *
 * Bodies are settled here, before a first claim: what is leased, was leased, or has an attempt is neither replaced nor changed. Resyncs are
 * left alone. Orders whose deliveries someone else is writing wait for the next time.
 */
export async function supersedeDeliveries(
  db: Db,
  { endpointId, limit }: { endpointId: string; limit: number },
): Promise<number> {
  return await execute(
    db,
    sql`${plannedAnew}
      WITH head AS MATERIALIZED (
        SELECT delivery.* FROM ${lanes} CROSS JOIN LATERAL ${frontOfLane(endpointId, limit)} delivery
        WHERE delivery.id = (SELECT id FROM ${headOfLine})
      ), line AS MATERIALIZED (
        SELECT delivery.id, delivery.order_id, delivery.sequence, bool_and(${isUntried} AND NOT EXISTS (
            SELECT FROM delivery_attempts attempt WHERE attempt.delivery_id = delivery.id))
          OVER (PARTITION BY delivery.order_id ORDER BY delivery.sequence, delivery.id) AS is_untried
        FROM head CROSS JOIN LATERAL open_line(head.endpoint_id, head.order_id, ${lineLengthMax}::int) delivery
      ), untried AS MATERIALIZED (
        SELECT id, count(*) OVER (PARTITION BY order_id) AS length FROM line WHERE is_untried
      ), locked AS MATERIALIZED (
        SELECT delivery.row_at, delivery.id, delivery.order_id, delivery.sequence, delivery.previous_sequence, delivery.supersedes, untried.length
        FROM untried CROSS JOIN ${lockedRow(sql`untried.id`)} delivery
        WHERE untried.length > 1 AND ${isUntried}
      ), whole AS MATERIALIZED (
        SELECT locked.*, count(*) OVER (PARTITION BY order_id) = length AS is_whole,
          first_value(id) OVER (PARTITION BY order_id ORDER BY sequence DESC) AS newest_id,
          first_value(previous_sequence) OVER (PARTITION BY order_id ORDER BY sequence) AS first_previous
        FROM locked
      ), replaced AS MATERIALIZED (
        SELECT newest_id, array_agg(DISTINCT sequence ORDER BY sequence) AS sequences
        FROM (SELECT newest_id, unnest(CASE WHEN id = newest_id THEN supersedes ELSE supersedes || sequence END) FROM whole)
          AS one(newest_id, sequence)
        GROUP BY newest_id
      )
      UPDATE deliveries delivery
      SET waits_behind = NULL,
        state = CASE WHEN is_newest THEN 'PENDING' ELSE 'SUPERSEDED' END::delivery_state,
        settled_at = CASE WHEN is_newest THEN NULL ELSE clock_timestamp() END,
        superseded_by = CASE WHEN is_newest THEN NULL ELSE newest_id END,
        supersedes = CASE WHEN is_newest THEN replaced.sequences ELSE delivery.supersedes END,
        previous_sequence = CASE WHEN is_newest THEN first_previous ELSE delivery.previous_sequence END
      FROM whole JOIN replaced USING (newest_id) CROSS JOIN LATERAL (SELECT whole.id = newest_id AS is_newest) role
      WHERE delivery.ctid = whole.row_at AND whole.is_whole`,
  );
}

/** As far as its own row tells: a lease that has ended may have been sent under, and a failed probe leaves its error. */
const isUntried = sql`
  delivery.state = 'PENDING' AND delivery.attempt_count = 0 AND delivery.lease_token IS NULL AND delivery.last_error_class IS NULL
  AND delivery.resync_id IS NULL`;
