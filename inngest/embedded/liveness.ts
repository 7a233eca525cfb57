import type { Tx } from './database';
import { freeSlots } from './runs';

/** What a runner holds is taken over once it has not been heard of for this long. */
export const leaseMs = 8000;
export const heartbeatMs = 2000;

/** Ended runs and the events that nothing else refers to are kept this long. */
const historyDays = 7;
const sweepRowsMax = 1000;
/** Locks whose holder was never announced (it died in its first moments) are given up after this. */
const strangerMs = 60_000;

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

/** Housekeeping, a bounded piece at a time: strangers' locks, old runs, events and event keys. */
export async function sweep(tx: Tx): Promise<void> {
  const strangers = await tx.query<{ id: string }>(
    `SELECT DISTINCT holder.id FROM (
       SELECT locked_by AS id FROM graphile_worker.jobs WHERE locked_at < now() - $1 * interval '1 ms'
       UNION SELECT runner_id FROM maru_jobs.call WHERE leased_at < now() - $1 * interval '1 ms'
     ) AS holder
     WHERE holder.id IS NOT NULL AND NOT EXISTS (SELECT FROM maru_jobs.runner r WHERE r.id = holder.id)`,
    [strangerMs],
  );
  if (strangers.rows.length > 0)
    await buryRunners(
      tx,
      strangers.rows.map(({ id }) => id),
    );
  await freeSlots(tx, 'c.parked', []);
  await tx.query(
    `DELETE FROM maru_jobs.event_key WHERE key IN (
       SELECT key FROM maru_jobs.event_key WHERE seen_at < now() - interval '24 hours' LIMIT $1
     )`,
    [sweepRowsMax],
  );
  await tx.query(
    `DELETE FROM maru_jobs.run WHERE id IN (
       SELECT id FROM maru_jobs.run WHERE ended_at < now() - $1 * interval '1 day' LIMIT $2
     )`,
    [historyDays, sweepRowsMax],
  );
  await tx.query(
    `DELETE FROM maru_jobs.event WHERE id IN (
       SELECT e.id FROM maru_jobs.event e
       WHERE e.received_at < now() - $1 * interval '1 day' AND NOT EXISTS (SELECT FROM maru_jobs.run r WHERE r.event_id = e.id)
       LIMIT $2
     )`,
    [historyDays, sweepRowsMax],
  );
}
