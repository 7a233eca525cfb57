import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { type CallCounts, type CallEnd, judgedSeconds, slotSeconds } from './breaker-rules';
import { changeGate } from './change-gate';
import { gateColumns, gateOf, type SeenGate } from './gate-sql';
import type { Answer, Outcome } from './rules';

/** One delivery of a call. */
export type DeliveryEnd = { deliveryId: string; answer: Answer; outcome: Outcome };

/** A call that has ended: the deliveries that went with it, under the lease that they share, and what it says about the endpoint. */
export type EndedCall = {
  leaseToken: string;
  url: string;
  end: CallEnd;
  /** Null where it carried one delivery as it is. */
  batchId: string | null;
  deliveries: DeliveryEnd[];
};

/**
 * The ids of a call's deliveries that were its own to write; and whether it, or those written with it, turned the breaker or paused the
 * endpoint, and freed the next of an order.
 */
export type RecordedCall = { own: Set<string>; turned: boolean; freed: boolean };

/** Of an order's open deliveries, those among which the next one after a settled one is: it was the head of its line. */
const nextAmong = 10;

/**
 * Writes how calls to an endpoint ended: the attempts, each delivery's next state, the endpoint's pause after a 410, until when it asked to be
 * left alone, and what they mean for its breaker and rate.
 *
 * What an address says that the endpoint no longer has is the deliveries' matter only.
 *
 * One statement, so all of it or nothing, however many calls. It holds only under the leases' tokens: where someone else has taken a
 * delivery since, nothing changes and nothing counts; they will send it again and write their own result. Whoever is settled frees the next
 * of its order. The gate follows in a statement of its own, and only where it changes.
 */
export async function recordCalls(db: Db, endpointId: string, calls: EndedCall[]): Promise<RecordedCall[]> {
  const written = required(
    await firstRow<CallCounts & SeenGate & Written>(
      db,
      sql`
        WITH result AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(calls.flatMap(toResults))}::jsonb) AS result(
            attempt_id uuid, delivery_id uuid, lease_token uuid, state delivery_state, delay_ms int, pauses boolean, call_failed boolean,
            url text, status_code int, error_class delivery_error_class, error text, response_excerpt text, duration_ms int, request_headers jsonb,
            batch_id uuid, batch_count int, is_probe boolean, connect_ms int, first_byte_ms int, retry_after_ms int)
        ), settled AS (
          UPDATE deliveries delivery
          SET state = result.state, attempt_count = attempt_count + CASE WHEN result.is_probe THEN 0 ELSE 1 END,
            lease_token = NULL, lease_until = NULL,
            next_attempt_at = clock_timestamp() + make_interval(secs => result.delay_ms / 1000.0),
            settled_at = CASE WHEN result.state <> 'PENDING' THEN clock_timestamp() END,
            last_error_class = result.error_class, last_error = result.error
          FROM result
          WHERE delivery.id = result.delivery_id AND delivery.state::text = 'PENDING' AND delivery.lease_token = result.lease_token
          RETURNING delivery.endpoint_id, delivery.order_id, delivery.sequence, result.*
        ), freed AS (
          -- Whether or not it is seen to be parked: it may have been a moment ago, which a statement that began before does not see.
          UPDATE deliveries behind SET waits_behind = NULL
          FROM settled
          WHERE settled.state = 'DELIVERED' AND behind.state::text = 'PENDING' AND behind.id = (
            SELECT next.id FROM open_line(settled.endpoint_id, settled.order_id, ${nextAmong}::int) next
            WHERE (next.sequence, next.id) > (settled.sequence, settled.delivery_id) LIMIT 1)
          RETURNING behind.id
        ), paused AS (
          UPDATE delivery_endpoints endpoint SET paused_at = clock_timestamp(), is_gone = true
          WHERE endpoint.id = ${endpointId}::uuid AND endpoint.paused_at IS NULL
            AND EXISTS (SELECT FROM settled WHERE pauses AND settled.url = endpoint.url)
          RETURNING endpoint.id
        ), throttled AS (
          -- Retry-After holds the endpoint as a whole. Endpoints are locked before their gates, and these before the counts.
          UPDATE delivery_gates gate
          SET throttled_until = greatest(gate.throttled_until, clock_timestamp() + make_interval(secs => asked.ms / 1000.0))
          FROM (SELECT max(retry_after_ms) AS ms FROM settled WHERE url = ${presentUrl(endpointId)}) asked,
            (SELECT count(*) FROM paused) AS before
          WHERE gate.endpoint_id = ${endpointId}::uuid AND asked.ms > 0
          RETURNING gate.endpoint_id
        ), attempted AS (
          INSERT INTO delivery_attempts (id, delivery_id, number, started_at, duration_ms, url, status_code, error_class, error, response_excerpt,
            request_headers, batch_id, batch_count, is_probe, connect_ms, first_byte_ms)
          SELECT attempt_id, delivery_id,
            (SELECT coalesce(max(number), 0) + 1 FROM delivery_attempts earlier WHERE earlier.delivery_id = settled.delivery_id),
            clock_timestamp() - make_interval(secs => duration_ms / 1000.0), duration_ms, url, status_code, error_class, error,
            response_excerpt, request_headers, batch_id, batch_count, is_probe, connect_ms, first_byte_ms
          FROM settled
        ), counted AS (
          INSERT INTO delivery_call_counts AS counts (endpoint_id, slot, call_count, failed_count)
          SELECT ${endpointId}::uuid, ${presentSlot}, count(DISTINCT lease_token), count(DISTINCT lease_token) FILTER (WHERE call_failed)
          FROM settled, (SELECT count(*) FROM throttled) AS before WHERE settled.url = ${presentUrl(endpointId)} HAVING count(*) > 0
          ON CONFLICT (endpoint_id, slot) DO UPDATE
          SET call_count = counts.call_count + excluded.call_count, failed_count = counts.failed_count + excluded.failed_count
          RETURNING slot, call_count, failed_count
        ), judged AS (
          -- The present slot as all who write to it have left it, and those before it.
          SELECT call_count, failed_count FROM counted
          UNION ALL
          SELECT counts.call_count, counts.failed_count FROM delivery_call_counts counts, delivery_gates gate
          WHERE counts.endpoint_id = ${endpointId}::uuid AND gate.endpoint_id = counts.endpoint_id
            AND counts.slot > clock_timestamp() - make_interval(secs => ${judgedSeconds}::int)
            AND counts.slot > gate.breaker_changed_at - make_interval(secs => ${slotSeconds}::int)
            AND NOT EXISTS (SELECT FROM counted WHERE counted.slot = counts.slot)
        )
        SELECT (SELECT coalesce(sum(call_count), 0) FROM judged)::int AS call_count,
          (SELECT coalesce(sum(failed_count), 0) FROM judged)::int AS failed_count,
          (SELECT coalesce(array_agg(delivery_id::text), '{}') FROM settled) AS own,
          (SELECT coalesce(array_agg(DISTINCT lease_token::text), '{}') FROM settled) AS own_tokens,
          EXISTS (SELECT FROM paused) AS paused, EXISTS (SELECT FROM freed) AS freed, endpoint.url, ${gateColumns}
        ${gateOf(endpointId)}`,
    ),
    'the gate of an endpoint',
  );
  const own = new Set(written.own);
  const ownTokens = new Set(written.ownTokens);
  const ends = calls
    .filter(({ leaseToken, url }) => ownTokens.has(leaseToken) && url === written.url)
    .map(({ end }) => end);
  const turned = ends.length > 0 && (await changeGate(db, { endpointId, ends, counts: written, seen: written }));
  return calls.map(({ deliveries }) => ({
    own: new Set(deliveries.map(({ deliveryId }) => deliveryId).filter((id) => own.has(id))),
    turned: turned || written.paused,
    freed: written.freed,
  }));
}

type Written = { own: string[]; ownTokens: string[]; paused: boolean; freed: boolean; url: string };

const presentUrl = (endpointId: string) => sql`(SELECT url FROM delivery_endpoints WHERE id = ${endpointId}::uuid)`;
const presentSlot = sql`date_bin(make_interval(secs => ${slotSeconds}::int), clock_timestamp(), 'epoch'::timestamptz)`;

function toResults({ leaseToken, url, end, batchId, deliveries }: EndedCall) {
  return deliveries.map(({ deliveryId, answer, outcome }) => ({
    attempt_id: newId(),
    delivery_id: deliveryId,
    lease_token: leaseToken,
    state: outcome.state,
    delay_ms: outcome.delayMs ?? 0,
    pauses: outcome.pausesEndpoint,
    call_failed: end.isFailure,
    retry_after_ms: end.retryAfterMs,
    url,
    status_code: answer.statusCode,
    error_class: answer.errorClass,
    error: storable(answer.error),
    response_excerpt: storable(answer.responseExcerpt),
    duration_ms: answer.durationMs,
    request_headers: answer.trace?.requestHeaders ?? null,
    batch_id: batchId,
    batch_count: batchId === null ? null : deliveries.length,
    is_probe: end.isProbe,
    connect_ms: answer.trace?.connectMs ?? null,
    first_byte_ms: answer.trace?.firstByteMs ?? null,
  }));
}

/** Postgres takes no NUL, and JSON for it no half of a surrogate pair, as where a text was cut. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '\u{fffd}').toWellFormed();
}
