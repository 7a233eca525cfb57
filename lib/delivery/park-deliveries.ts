import type { Db } from '@/lib/db/client';
import { execute, plannedAnew, sql } from '@/lib/db/sql';
import { commitsSoon } from './gate-sql';
import { frontOfLane, headOfLine, lanes, lockedRow, stillWaits } from './line-sql';

/** Most due deliveries of a lane that are looked at in one go. */
const parkSizeMax = 1_000;

/**
 * Takes those out of the way of claims that stand behind another of their order, until that one is settled. Gives how many.
 *
 * Whoever settles a head frees the next of its order (`freed` in `recordCalls`). A head is locked while something is parked behind it, and
 * passed over while it is being written, so nothing is parked behind what has been settled meanwhile. One that was planned and parked
 * within the very statement that settles its head is found by `unparkDeliveries`.
 */
export async function parkDeliveries(db: Db, endpointId: string): Promise<number> {
  return await execute(
    db,
    sql`${plannedAnew}
      WITH seen AS MATERIALIZED (
        SELECT front.* FROM ${lanes} CROSS JOIN LATERAL ${frontOfLane(endpointId, parkSizeMax)} front
      ), behind AS MATERIALIZED (
        SELECT delivery.id, head.id AS head_id, head.sequence
        FROM seen delivery CROSS JOIN LATERAL ${headOfLine} head WHERE head.id <> delivery.id
      ), head AS MATERIALIZED (
        SELECT delivery.id FROM (SELECT DISTINCT head_id FROM behind) behind
        CROSS JOIN LATERAL (SELECT id, state FROM deliveries WHERE id = behind.head_id LIMIT 1 FOR SHARE SKIP LOCKED) delivery
        WHERE delivery.state IN ('PENDING', 'DEAD')
      ), parked AS MATERIALIZED (
        SELECT delivery.row_at, behind.sequence FROM behind JOIN head ON head.id = behind.head_id
        CROSS JOIN ${lockedRow(sql`behind.id`)} delivery
        WHERE ${stillWaits} AND delivery.lease_token IS NULL
      )
      UPDATE deliveries delivery SET waits_behind = parked.sequence FROM parked
      WHERE delivery.ctid = parked.row_at AND ${commitsSoon}`,
  );
}
