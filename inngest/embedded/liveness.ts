import { ringAll } from './bell';
import type { Connection, Tx } from './connection';
import { forgetKeys } from './event-keys';
import { forgetThrottles } from './throttle';

/** What a runner holds is taken over once it has not been heard of for this long. */
export const leaseMs = 8000;
export const heartbeatMs = 2000;

/** Ended runs and the events that nothing else refers to are kept this long. */
const historyDays = 7;
const sweepRowsMax = 1000;
/** Longer than a claim's answer is on its way. */
const forgottenMs = 4000;
const strangerMs = 10_000;

export async function announceRunner(tx: Tx, runnerId: string): Promise<void> {
  await tx.query('INSERT INTO maru_jobs.runner (id) VALUES ($1)', [runnerId]);
}

/**
 * Says that this runner lives, and lets go of calls that it holds without working on them, because the answer to its claim was lost
 * with a connection. `callIds` are those under way. Tells whether others have given this runner up, and whether another is silent.
 */
export async function heartbeat(
  connection: Connection,
  { runnerId, callIds }: { runnerId: string; callIds: string[] },
): Promise<{ isBuried: boolean; isOtherSilent: boolean }> {
  const beat = await connection.query<{ isBuried: boolean; isOtherSilent: boolean }>(
    `WITH forgotten AS (
       UPDATE maru_jobs.call SET lease = NULL, runner_id = NULL, leased_at = NULL
       WHERE runner_id = $1 AND id <> ALL ($2::bigint[]) AND leased_at < now() - $3 * interval '1 ms'
     ), beat AS (
       UPDATE maru_jobs.runner SET heartbeat_at = clock_timestamp() WHERE id = $1 RETURNING id
     )
     SELECT NOT EXISTS (SELECT FROM beat) AS "isBuried",
       EXISTS (SELECT FROM maru_jobs.runner WHERE id <> $1 AND heartbeat_at < clock_timestamp() - $4 * interval '1 ms') AS "isOtherSilent"`,
    [runnerId, callIds, forgottenMs, leaseMs],
  );
  return beat.rows[0] ?? { isBuried: true, isOtherSilent: false };
}

/** Takes over from the runners that do not live any more. */
export async function burySilent(tx: Tx): Promise<void> {
  const silent = await tx.query<{ id: string }>(
    `SELECT id FROM maru_jobs.runner WHERE heartbeat_at < clock_timestamp() - $1 * interval '1 ms' FOR UPDATE SKIP LOCKED`,
    [leaseMs],
  );
  await buryRunners(
    tx,
    silent.rows.map(({ id }) => id),
  );
}

/** Gives up all that these runners hold, for others to take over. A late answer of theirs finds its lease gone and changes nothing. */
export async function buryRunners(tx: Tx, runnerIds: string[]): Promise<void> {
  await tx.query('DELETE FROM maru_jobs.runner WHERE id = ANY ($1)', [runnerIds]);
  const released = await tx.query(
    'UPDATE maru_jobs.call SET lease = NULL, runner_id = NULL, leased_at = NULL WHERE runner_id = ANY ($1)',
    [runnerIds],
  );
  if (released.rowCount) await ringAll(tx, 'call');
}

/** Gives up what runners hold that were buried while a claim of theirs was still under way. */
export async function buryStrangers(tx: Tx): Promise<void> {
  await tx.query(
    `UPDATE maru_jobs.call SET lease = NULL, runner_id = NULL, leased_at = NULL
     WHERE runner_id IS NOT NULL AND leased_at < now() - $1 * interval '1 ms'
       AND NOT EXISTS (SELECT FROM maru_jobs.runner r WHERE r.id = runner_id)`,
    [strangerMs],
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
