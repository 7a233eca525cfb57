import type { Tx } from './database';
import { forgetKeys } from './event-keys';
import { freeSlots } from './runs';
import { forgetThrottles } from './throttle';

/** What a runner holds is taken over once it has not been heard of for this long. */
export const leaseMs = 8000;
export const heartbeatMs = 2000;

/** Ended runs and the events that nothing else refers to are kept this long. */
const historyDays = 7;
const sweepRowsMax = 1000;
/** Longer than anything is due before a runner that has time takes it. */
const overdueMs = 10_000;
/** Locks whose holder was never announced (it died in its first moments) are given up after this. */
const strangerMs = 15_000;

export async function announceRunner(tx: Tx, runnerId: string): Promise<void> {
  await tx.query('INSERT INTO maru_jobs.runner (id) VALUES ($1)', [runnerId]);
}

/** Says that this runner lives, and takes over from those that do not. False when others have already given this one up. */
export async function heartbeat(tx: Tx, runnerId: string): Promise<boolean> {
  const alive = await tx.query('UPDATE maru_jobs.runner SET heartbeat_at = clock_timestamp() WHERE id = $1', [
    runnerId,
  ]);
  const dead = await tx.query<{ id: string }>(
    `SELECT id FROM maru_jobs.runner WHERE heartbeat_at < clock_timestamp() - $1 * interval '1 ms' FOR UPDATE SKIP LOCKED`,
    [leaseMs],
  );
  if (dead.rows.length > 0)
    await buryRunners(
      tx,
      dead.rows.map(({ id }) => id),
    );
  return alive.rowCount === 1;
}

/** Gives up all that these runners hold. A late answer of theirs finds its lease gone and changes nothing. */
export async function buryRunners(tx: Tx, runnerIds: string[]): Promise<void> {
  await tx.query('DELETE FROM maru_jobs.runner WHERE id = ANY ($1)', [runnerIds]);
  await freeSlots(tx, 'c.runner_id = ANY ($1)', [runnerIds]);
  await tx.query(
    'UPDATE maru_jobs.call SET lease = NULL, runner_id = NULL, leased_at = NULL WHERE runner_id = ANY ($1)',
    [runnerIds],
  );
  await tx.query('SELECT graphile_worker.force_unlock_workers($1)', [runnerIds]);
}

/** Gives up what runners hold that were never announced, or were buried while a statement of theirs was still under way. */
export async function buryStrangers(tx: Tx): Promise<void> {
  const strangers = await tx.query<{ id: string }>(
    `SELECT DISTINCT holder.id FROM (
       SELECT locked_by AS id FROM graphile_worker.jobs WHERE locked_at < now() - $1 * interval '1 ms'
       UNION SELECT runner_id FROM maru_jobs.call WHERE leased_at < now() - $1 * interval '1 ms'
     ) AS holder
     WHERE holder.id IS NOT NULL AND NOT EXISTS (SELECT FROM maru_jobs.runner r WHERE r.id = holder.id)`,
    [strangerMs],
  );
  if (strangers.rows.length === 0) return;
  await buryRunners(
    tx,
    strangers.rows.map(({ id }) => id),
  );
}

/**
 * Gives the queue back what it holds for a runner that knows nothing of it: Postgres died between locking the jobs and saying so.
 * graphile-worker itself would leave them for four hours.
 */
export async function returnLostJobs(
  tx: Tx,
  { runnerId, known }: { runnerId: string; known: string[] },
): Promise<void> {
  await tx.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
     WHERE locked_by = $1 AND locked_at < now() - $2 * interval '1 ms' AND id <> ALL ($3::bigint[])`,
    [runnerId, overdueMs, known],
  );
}

/**
 * The safety net below the queue: whatever is overdue although a runner has time for it has lost its job, and gets another.
 * A job too many does no harm, for it finds nothing left to do.
 */
export async function requeueOverdue(tx: Tx): Promise<void> {
  await freeSlots(tx, 'c.parked', []);
  const overdue = [`now() - ${overdueMs} * interval '1 ms'`, `LIMIT ${sweepRowsMax}`];
  await tx.query(
    `SELECT graphile_worker.add_job(task, payload, max_attempts := 32767) FROM (
       (SELECT 'call' AS task, json_build_object('callId', c.id::text, 'limited', EXISTS (
          SELECT FROM maru_jobs.call_slot s WHERE s.call_id = c.id)) AS payload
        FROM maru_jobs.call c WHERE c.lease IS NULL AND NOT c.parked AND c.due_at < ${overdue.join(' ')})
       UNION ALL
       (SELECT 'wake', json_build_object('runId', run_id, 'stepId', id)
        FROM maru_jobs.step WHERE position IS NULL AND wakes_at < ${overdue.join(' ')})
       UNION ALL
       (SELECT 'tick', json_build_object('functionId', function_id, 'cron', cron)
        FROM maru_jobs.schedule WHERE next_at < ${overdue.join(' ')})
     ) AS lost`,
  );
}

/** Removes a bounded piece of what is past its time; true when there may be more. */
export async function sweepHistory(tx: Tx): Promise<boolean> {
  const bound = { rowsMax: sweepRowsMax };
  const runs = await tx.query(
    `DELETE FROM maru_jobs.run WHERE id IN (
       SELECT id FROM maru_jobs.run WHERE ended_at < now() - $1 * interval '1 day' LIMIT $2
     )`,
    [historyDays, sweepRowsMax],
  );
  const events = await tx.query(
    `DELETE FROM maru_jobs.event WHERE id IN (
       SELECT e.id FROM maru_jobs.event e
       WHERE e.received_at < now() - $1 * interval '1 day' AND NOT EXISTS (SELECT FROM maru_jobs.run r WHERE r.event_id = e.id)
       LIMIT $2
     )`,
    [historyDays, sweepRowsMax],
  );
  const removed = [runs.rowCount, events.rowCount, await forgetKeys(tx, bound), await forgetThrottles(tx, bound)];
  return removed.some((count) => count === sweepRowsMax);
}
