import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import type { Answer, Outcome } from './rules';

export type RecordAttempt = { deliveryId: string; leaseToken: string; answer: Answer; outcome: Outcome };

/**
 * Writes how a try ended: the attempt, the delivery's next state and, after a 410, the endpoint's pause.
 *
 * One statement, so all of it or nothing. It holds only under the lease's token: gives false and changes nothing when someone else has
 * taken the delivery since, who will send it again and write their own result.
 */
export async function recordAttempt(db: Db, { deliveryId, leaseToken, answer, outcome }: RecordAttempt) {
  const isOpen = outcome.state === 'PENDING';
  const written = await firstRow<{ number: number }>(
    db,
    sql`
      WITH settled AS (
        UPDATE deliveries
        SET state = ${outcome.state}::delivery_state, attempt_count = attempt_count + 1, lease_token = NULL, lease_until = NULL,
          next_attempt_at = clock_timestamp() + make_interval(secs => ${outcome.delayMs ?? 0}::int / 1000.0),
          settled_at = CASE WHEN ${isOpen} THEN NULL ELSE clock_timestamp() END,
          last_error_class = ${answer.errorClass}::delivery_error_class, last_error = ${answer.error}
        WHERE id = ${deliveryId}::uuid AND state = 'PENDING' AND lease_token = ${leaseToken}::uuid
        RETURNING id, endpoint_id
      ), paused AS (
        UPDATE delivery_endpoints endpoint SET paused_at = clock_timestamp()
        FROM settled WHERE endpoint.id = settled.endpoint_id AND ${outcome.pausesEndpoint} AND endpoint.paused_at IS NULL
      )
      INSERT INTO delivery_attempts (id, delivery_id, number, started_at, duration_ms, status_code, error_class, error, response_excerpt)
      SELECT ${newId()}::uuid, settled.id,
        (SELECT coalesce(max(number), 0) + 1 FROM delivery_attempts WHERE delivery_id = settled.id),
        clock_timestamp() - make_interval(secs => ${answer.durationMs}::int / 1000.0), ${answer.durationMs}::int,
        ${answer.statusCode}::int, ${answer.errorClass}::delivery_error_class, ${answer.error}, ${answer.responseExcerpt}
      FROM settled
      RETURNING number`,
  );
  return written !== null;
}
