import type { Db } from '@/lib/db/client';
import { plannedAnew, rows, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { commitsSoon } from './gate-sql';
import { laneShares } from './lane-rules';
import { frontOfLane, headOfLine, isStillDue, lanes, lockedRow } from './line-sql';
import type { FrozenDelivery } from './rules';

/** How much longer than the endpoint's timeout a lease lasts: time to read the answer's rest and to write the result. */
export const leaseMarginMs = 10_000;

/** Most due deliveries of a lane that a claim looks at beyond those it wants: what stands behind others is passed over, and then parked. */
const passedOverMax = 200;

/** A delivery that is ours to send until its lease ends, with everything that sending needs. Those of one call share their token. */
export type ClaimedDelivery = FrozenDelivery & {
  endpointId: string;
  leaseToken: string;
  /** When it was due before it was leased. */
  dueAt: Date;
  attemptCount: number;
  url: string;
  /** Sealed; the present one first, then the one before it while it is good. */
  secrets: string[];
  timeoutMs: number;
  maxAttempts: number;
  backoffSeconds: number[];
};

export type ClaimDeliveries = {
  endpointId: string;
  /** Most calls. */
  limit: number;
  /** As `admitCalls` has them. */
  turn?: number;
  callSize?: number;
  callWaitMs?: number;
};

/**
 * Takes what up to `limit` calls to an endpoint can carry of its due deliveries, each the head of its order's line, and leases them. Each lane
 * has its share by turns; what a lane has no use for goes to the most urgent of the others. Calls that would not be full wait for more until
 * their oldest has waited for `callWaitMs`.
 *
 * One statement, so it commits by itself on a plain client. Two claims at once never take the same row: SKIP LOCKED passes over what the
 * other is taking, and a row that it has just taken is looked at again with its new lease. A paused endpoint has nothing to take.
 * Fewer than there could be are found where many stand behind others (`parkDeliveries`).
 */
export async function claimDeliveries(
  db: Db,
  { endpointId, limit, turn = 0, callSize = 1, callWaitMs = 0 }: ClaimDeliveries,
): Promise<ClaimedDelivery[]> {
  const unitsMax = limit * callSize;
  const shares = laneShares(turn, unitsMax);
  const tokens = Array.from({ length: limit }, newId);
  return await rows<ClaimedDelivery>(
    db,
    sql`${plannedAnew}
      WITH head AS MATERIALIZED (
        SELECT found.*, lanes.lane, row_number() OVER (PARTITION BY lanes.lane ORDER BY found.next_attempt_at, found.id) AS position
        FROM ${lanes} CROSS JOIN LATERAL (
          SELECT delivery.id, delivery.next_attempt_at
          -- By their place, in which they come, so that no more heads are looked up than are wanted.
          FROM ${frontOfLane(endpointId, unitsMax + passedOverMax)}
            WITH ORDINALITY AS delivery(id, endpoint_id, order_id, next_attempt_at, place)
          WHERE delivery.id = (SELECT id FROM ${headOfLine})
          ORDER BY delivery.place LIMIT ${unitsMax}) found
      ), ready AS (
        SELECT CASE WHEN min(next_attempt_at) <= clock_timestamp() - make_interval(secs => ${callWaitMs}::int / 1000.0) THEN count(*)
          ELSE count(*) / ${callSize}::int * ${callSize}::int END AS units,
          -- Where nothing that was sent may be replaced, not even after a crash of the database, the lease must be on the disk.
          (SELECT ${commitsSoon} FROM delivery_endpoints WHERE id = ${endpointId}::uuid AND NOT supersede) AS commits_soon
        FROM head
      ), picked AS (
        SELECT delivery.row_at, delivery.next_attempt_at AS due_at FROM (
          SELECT id FROM head
          ORDER BY position > CASE lane WHEN 'VIP' THEN ${shares.VIP}::int WHEN 'NORMAL' THEN ${shares.NORMAL}::int ELSE ${shares.BULK}::int END,
            lane, position) head
        CROSS JOIN ${lockedRow(sql`head.id`)} delivery
        WHERE ${isStillDue}
        LIMIT least(${unitsMax}::int, (SELECT units FROM ready))
      ), placed AS (
        SELECT picked.*, row_number() OVER () AS place FROM picked
      ), claimed AS (
        UPDATE deliveries delivery
        SET lease_token = (${tokens}::uuid[])[(placed.place - 1) / ${callSize}::int + 1], lease_until = lease.ends_at,
          next_attempt_at = lease.ends_at
        FROM placed, delivery_endpoints endpoint CROSS JOIN LATERAL (
          SELECT clock_timestamp() + make_interval(secs => (endpoint.timeout_ms + ${leaseMarginMs}::int) / 1000.0) AS ends_at) lease
        WHERE delivery.ctid = placed.row_at AND endpoint.id = ${endpointId}::uuid AND endpoint.paused_at IS NULL
        RETURNING placed.place, placed.due_at, delivery.id, delivery.endpoint_id, delivery.event_id, delivery.order_id, delivery.sequence,
          delivery.previous_sequence, delivery.supersedes, delivery.type, delivery.attempt_count, delivery.lease_token, endpoint.url,
          array_remove(ARRAY[endpoint.secret,
            CASE WHEN endpoint.previous_secret_until > clock_timestamp() THEN endpoint.previous_secret END], NULL) AS secrets,
          endpoint.timeout_ms, endpoint.max_attempts, endpoint.backoff_seconds
      )
      SELECT claimed.*, event.occurred_at, event.snapshot
      FROM claimed JOIN order_events event ON event.id = claimed.event_id
      ORDER BY claimed.place`,
  );
}
