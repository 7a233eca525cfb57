import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import type { FrozenDelivery } from './rules';

/** How much longer than the endpoint's timeout a lease lasts: time to read the answer's rest and to write the result. */
export const leaseMarginMs = 10_000;

/** A delivery that is ours to send until its lease ends, with everything that sending needs. */
export type ClaimedDelivery = FrozenDelivery & {
  endpointId: string;
  leaseToken: string;
  attemptCount: number;
  url: string;
  secret: string;
  timeoutMs: number;
  maxAttempts: number;
  backoffSeconds: number[];
};

/**
 * Takes up to `limit` due deliveries of an endpoint, VIP first, each the head of its order's line, and leases them.
 *
 * One statement, so it commits by itself on a plain client. Two claims at once never take the same row: SKIP LOCKED passes over what the
 * other is taking, and a row that it has just taken is looked at again with its new lease. A paused endpoint has nothing to take.
 */
export async function claimDeliveries(db: Db, { endpointId, limit }: { endpointId: string; limit: number }) {
  return await rows<ClaimedDelivery>(
    db,
    sql`
      WITH head AS (
        SELECT delivery.id, endpoint.url, endpoint.secret, endpoint.timeout_ms, endpoint.max_attempts, endpoint.backoff_seconds
        FROM deliveries delivery
        JOIN delivery_endpoints endpoint ON endpoint.id = delivery.endpoint_id AND endpoint.paused_at IS NULL
        WHERE delivery.endpoint_id = ${endpointId}::uuid AND ${isDue} AND ${isHeadOfLine}
        ORDER BY delivery.lane, delivery.next_attempt_at, delivery.id
        LIMIT ${limit}
        FOR UPDATE OF delivery SKIP LOCKED
      ), claimed AS (
        UPDATE deliveries delivery
        SET lease_token = ${newId()}::uuid,
          lease_until = clock_timestamp() + make_interval(secs => (head.timeout_ms + ${leaseMarginMs}::int) / 1000.0)
        FROM head WHERE delivery.id = head.id
        RETURNING delivery.id, delivery.endpoint_id, delivery.event_id, delivery.order_id, delivery.sequence, delivery.previous_sequence,
          delivery.supersedes, delivery.type, delivery.lane, delivery.attempt_count, delivery.next_attempt_at, delivery.lease_token,
          head.url, head.secret, head.timeout_ms, head.max_attempts, head.backoff_seconds
      )
      SELECT claimed.*, event.occurred_at, event.snapshot
      FROM claimed JOIN order_events event ON event.id = claimed.event_id
      ORDER BY claimed.lane, claimed.next_attempt_at, claimed.id`,
  );
}

/** Waiting, its time has come, and nobody is sending it. The sub-select reads the clock once, so that the index can be used. */
export const isDue = sql`
  delivery.state = 'PENDING' AND delivery.waits_behind IS NULL AND delivery.next_attempt_at <= (SELECT clock_timestamp())
  AND (delivery.lease_until IS NULL OR delivery.lease_until < clock_timestamp())`;

/**
 * Everything before it in its order is acknowledged, superseded or skipped.
 *
 * Written as a minimum, which the planner looks up in the index row by row. NOT EXISTS it turns into a join of all open deliveries
 * with themselves, which took minutes over a backlog of 20,000 before the tables' statistics had caught up.
 */
export const isHeadOfLine = sql`
  delivery.sequence = (
    SELECT min(open.sequence) FROM deliveries open
    WHERE open.endpoint_id = delivery.endpoint_id AND open.order_id = delivery.order_id AND open.state IN ('PENDING', 'DEAD'))`;
