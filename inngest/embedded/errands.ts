import type { Pool } from 'pg';
import { wakeStep } from './advance';
import { prepared, type Tx } from './connection';
import { receiveEvents } from './intake';
import { cancelRun, failureOf, type Run, rerun } from './runs';
import { tick } from './tick';

/** What the runners do by themselves, in the database: wake runs that slept, fire schedules, carry out commands. */
export type Errand =
  | { kind: 'wake'; runId: string; stepId: string }
  | { kind: 'tick'; functionId: string; cron: string }
  | { kind: 'announce' | 'cancel'; runId: string }
  | { kind: 'rerun'; runId: string; newRunId: string };

/** The errands that are due, at most `errandsMax` of each sort. Rivals find the same ones; doing one twice does nothing. */
export async function findErrands(pool: Pool, errandsMax: number): Promise<Errand[]> {
  const found = await prepared(pool).query<{ errand: Errand }>(
    `(SELECT json_build_object('kind', 'wake', 'runId', run_id, 'stepId', id) AS errand
      FROM maru_jobs.step WHERE position IS NULL AND wakes_at <= clock_timestamp() ORDER BY wakes_at LIMIT $1)
     UNION ALL
     (SELECT json_build_object('kind', 'tick', 'functionId', function_id, 'cron', cron)
      FROM maru_jobs.schedule WHERE next_at <= clock_timestamp() LIMIT $1)
     UNION ALL
     (SELECT json_build_object('kind', kind, 'runId', run_id, 'newRunId', new_run_id) FROM maru_jobs.command ORDER BY id LIMIT $1)`,
    [errandsMax],
  );
  return found.rows.map(({ errand }) => errand);
}

/** How long until a sleep or a schedule falls due, in milliseconds; null when there is none. */
export async function msUntilErrand(pool: Pool): Promise<number | null> {
  const found = await prepared(pool).query<{ ms: number | null }>(
    `SELECT extract(epoch FROM least(
       (SELECT min(wakes_at) FROM maru_jobs.step WHERE position IS NULL AND wakes_at IS NOT NULL),
       (SELECT min(next_at) FROM maru_jobs.schedule)
     ) - clock_timestamp())::float8 * 1000 AS ms`,
  );
  return found.rows[0]?.ms ?? null;
}

export async function runErrand(tx: Tx, errand: Errand): Promise<void> {
  switch (errand.kind) {
    case 'wake':
      return wakeStep(tx, errand);
    case 'tick':
      return tick(tx, errand);
    case 'announce':
      if (await takeCommand(tx, errand)) await announceFailure(tx, errand.runId);
      return;
    case 'cancel':
      if (await takeCommand(tx, errand)) await cancelRun(tx, errand);
      return;
    case 'rerun':
      if (await takeCommand(tx, errand)) await rerun(tx, errand);
      return;
  }
}

/** False when a rival has carried it out. */
async function takeCommand(tx: Tx, { kind, runId }: { kind: string; runId: string }): Promise<boolean> {
  const taken = await tx.query('DELETE FROM maru_jobs.command WHERE kind = $1 AND run_id = $2', [kind, runId]);
  return taken.rowCount === 1;
}

async function announceFailure(tx: Tx, runId: string): Promise<void> {
  const found = await tx.query<Run & { output: unknown }>(
    `SELECT r.id, f.plan, e.body AS event, r.output
     FROM maru_jobs.run r JOIN maru_jobs.function f ON f.id = r.function_id JOIN maru_jobs.event e ON e.id = r.event_id
     WHERE r.id = $1`,
    [runId],
  );
  const [failed] = found.rows;
  if (failed) await receiveEvents(tx, [{ body: failureOf(failed, failed.output), key: null }]);
}
