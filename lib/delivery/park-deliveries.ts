import type { Db } from '@/lib/db/client';
import { execute, plannedAnew, sql } from '@/lib/db/sql';
import { commitsSoon } from './gate-sql';
import { frontOfLane, headOfLine, lanes, stillWaits } from './line-sql';

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
        FROM seen delivery CROSS JOIN LATERAL (${headOfLine}) head WHERE head.id <> delivery.id
      ), head AS MATERIALIZED (
        SELECT delivery.id FROM deliveries delivery
        WHERE delivery.id IN (SELECT head_id FROM behind) AND delivery.state::text IN ('PENDING', 'DEAD')
        FOR SHARE OF delivery SKIP LOCKED
      ), parked AS MATERIALIZED (
        SELECT delivery.id, behind.sequence
        FROM behind JOIN head ON head.id = behind.head_id JOIN deliveries delivery ON delivery.id = behind.id
        WHERE ${stillWaits} AND delivery.lease_token IS NULL
        FOR NO KEY UPDATE OF delivery SKIP LOCKED
      )
      UPDATE deliveries delivery SET waits_behind = parked.sequence FROM parked
      WHERE delivery.id = parked.id AND ${commitsSoon}`,
  );
}
