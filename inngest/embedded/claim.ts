import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { type Connection, lockSlots, prepared, type Tx, transaction } from './database';
import type { Run } from './runs';

/** A call under lease, with all that its request needs. */
export type LeasedCall = {
  id: string;
  lease: string;
  stepId: string;
  attempt: number;
  unreachableCount: number;
  requestVersion: number;
  run: Run;
  /** Settled steps in the order in which they were settled. */
  steps: { id: string; memo: unknown }[];
};

type Claim = { callId: string; runnerId: string; limited: boolean };

/**
 * Leases a call that is due to this runner. Null when there is nothing to do: it is done, leased by another, not due, or parked
 * because its concurrency slots are taken; it is queued again when one of them becomes free.
 *
 * A lease of this runner's own is taken anew: it is left from a job that failed after its call (the caller keeps calls under way apart).
 */
export async function claimCall(pool: Pool, claim: Claim): Promise<LeasedCall | null> {
  if (!claim.limited) return leaseCall(prepared(pool), claim);
  return transaction(pool, async (tx) => {
    const slots = await tx.query<{ slot: string }>('SELECT slot FROM maru_jobs.call_slot WHERE call_id = $1', [
      claim.callId,
    ]);
    await lockSlots(
      tx,
      slots.rows.map(({ slot }) => slot),
    );
    const leased = await leaseCall(tx, claim);
    if (!leased) await park(tx, claim.callId);
    return leased;
  });
}

/**
 * Skips a locked row instead of waiting for it: slots are locked here, and whoever holds the row may be about to lock them too.
 * Losing it that way is harmless, since every change of the row either ends the call or queues it again.
 */
async function leaseCall(connection: Connection, { callId, runnerId }: Claim): Promise<LeasedCall | null> {
  const lease = randomUUID();
  const found = await connection.query<LeasedCall>(
    `WITH candidate AS (
       SELECT id FROM maru_jobs.call
       WHERE id = $1 AND (lease IS NULL OR runner_id = $3) AND due_at <= now() FOR UPDATE SKIP LOCKED
     ), leased AS (
       UPDATE maru_jobs.call c SET lease = $2, runner_id = $3, leased_at = now(), parked = false
       FROM candidate
       WHERE c.id = candidate.id AND NOT EXISTS (
         SELECT FROM maru_jobs.call_slot mine
         WHERE mine.call_id = c.id AND mine.most <= (
           SELECT count(*) FROM maru_jobs.call_slot other JOIN maru_jobs.call o ON o.id = other.call_id
           WHERE other.slot = mine.slot AND o.id <> c.id AND (o.lease IS NOT NULL OR (o.parked AND o.id < c.id))
         )
       )
       RETURNING c.*
     )
     SELECT c.id, c.lease, c.step_id AS "stepId", c.attempt, c.unreachable_count AS "unreachableCount",
       r.request_version AS "requestVersion", json_build_object('id', r.id, 'plan', f.plan, 'event', e.body) AS run,
       (SELECT coalesce(json_agg(json_build_object('id', s.id, 'memo', s.memo) ORDER BY s.position), '[]')
        FROM maru_jobs.step s WHERE s.run_id = r.id AND s.position IS NOT NULL) AS steps
     FROM leased c
     JOIN maru_jobs.run r ON r.id = c.run_id
     JOIN maru_jobs.function f ON f.id = r.function_id
     JOIN maru_jobs.event e ON e.id = r.event_id`,
    [callId, lease, runnerId],
  );
  return found.rows[0] ?? null;
}

async function park(tx: Tx, callId: string): Promise<void> {
  await tx.query(
    `UPDATE maru_jobs.call SET parked = true WHERE id = (
       SELECT id FROM maru_jobs.call WHERE id = $1 AND lease IS NULL AND due_at <= now() FOR UPDATE SKIP LOCKED
     )`,
    [callId],
  );
}
