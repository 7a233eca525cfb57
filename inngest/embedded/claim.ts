import type { Pool } from 'pg';
import { prepared, type Tx } from './connection';
import type { Run } from './runs';

/** A call under lease, with all that its request needs. */
export type LeasedCall = {
  id: string;
  lease: string;
  stepId: string;
  attempt: number;
  unreachableCount: number;
  requestVersion: number;
  /** Whether it counts against concurrency limits. */
  isLimited: boolean;
  run: Run;
  /** Settled steps in the order in which they were settled. */
  steps: { id: string; memo: unknown }[];
};

const parkMax = 100;

/** Leases the calls that have been due for longest to this runner, as many as it has hands for. Those that rivals are about to take are skipped. */
export async function claimCalls(
  pool: Pool,
  { runnerId, callsMax }: { runnerId: string; callsMax: number },
): Promise<LeasedCall[]> {
  const found = await prepared(pool).query<LeasedCall>(
    `WITH due AS (
       SELECT c.id FROM maru_jobs.call c
       WHERE c.lease IS NULL AND c.standing = 'READY' AND c.due_at <= now()
       ORDER BY c.due_at, c.id LIMIT $2 FOR UPDATE SKIP LOCKED
     ), leased AS (
       UPDATE maru_jobs.call c SET lease = gen_random_uuid(), runner_id = $1, leased_at = now()
       FROM due WHERE c.id = due.id RETURNING c.*
     )
     SELECT c.id, c.lease, c.step_id AS "stepId", c.attempt, c.unreachable_count AS "unreachableCount",
       r.request_version AS "requestVersion", json_build_object('id', r.id, 'plan', f.plan, 'event', e.body) AS run,
       EXISTS (SELECT FROM maru_jobs.call_slot s WHERE s.call_id = c.id) AS "isLimited",
       (SELECT coalesce(json_agg(json_build_object('id', s.id, 'memo', s.memo) ORDER BY s.position), '[]')
        FROM maru_jobs.step s WHERE s.run_id = r.id AND s.position IS NOT NULL) AS steps
     FROM leased c
     JOIN maru_jobs.run r ON r.id = c.run_id
     JOIN maru_jobs.function f ON f.id = r.function_id
     JOIN maru_jobs.event e ON e.id = r.event_id`,
    [runnerId, callsMax],
  );
  return found.rows;
}

/** How long until a call falls due, in milliseconds; not above 0 when one is due that could not be claimed, null when there is none. */
export async function msUntilCallDue(pool: Pool): Promise<number | null> {
  const found = await prepared(pool).query<{ ms: number | null }>(
    `SELECT extract(epoch FROM least(
       (SELECT min(due_at) FROM maru_jobs.call WHERE lease IS NULL AND standing = 'READY'),
       (SELECT min(due_at) FROM maru_jobs.call WHERE lease IS NULL AND standing = 'OUTSIDE')
     ) - clock_timestamp())::float8 * 1000 AS ms`,
  );
  return found.rows[0]?.ms ?? null;
}

/** Puts calls that have fallen due without their concurrency slots (retries, throttled starts) in line for the first of them. */
export async function parkDue(tx: Tx): Promise<void> {
  const parked = await tx.query<{ slot: string }>(
    `WITH due AS (
       SELECT id FROM maru_jobs.call
       WHERE lease IS NULL AND standing = 'OUTSIDE' AND due_at <= now()
       ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED
     ), parked AS (
       UPDATE maru_jobs.call c SET standing = 'PARKED' FROM due WHERE c.id = due.id RETURNING c.id
     ), next AS (
       SELECT DISTINCT ON (s.call_id) s.call_id, s.slot
       FROM parked JOIN maru_jobs.call_slot s ON s.call_id = parked.id ORDER BY s.call_id, s.slot COLLATE "C"
     )
     UPDATE maru_jobs.call_slot s SET held = false FROM next
     WHERE s.call_id = next.call_id AND s.slot = next.slot RETURNING s.slot`,
    [parkMax],
  );
  for (const { slot } of parked.rows) tx.slots.add(slot);
}
