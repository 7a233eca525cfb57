import { memoOf, type Op, stepName, type Verdict } from './answer';
import type { LeasedCall } from './claim';
import type { Connection } from './connection';
import { continuation } from './runs';

/**
 * The two most frequent outcomes, as `advance` but in one statement each: the function returned, or it ran one step and simply goes on;
 * in the second case the lease stays, and the call to make next is returned. Null, and nothing changed, when it was none of these.
 *
 * Only where nothing else of the run is outstanding, since then nobody can be adding to it meanwhile, and no concurrency slot is held.
 */
export async function advanceAlone(
  connection: Connection,
  call: LeasedCall,
  { verdict, mayGoOn }: { verdict: Verdict; mayGoOn: boolean },
): Promise<{ next: LeasedCall | null } | null> {
  if (call.isLimited || call.stepId !== continuation) return null;
  if (verdict.kind === 'returned') return (await returnAlone(connection, call, verdict.output)) ? { next: null } : null;
  if (verdict.kind !== 'progress' || !mayGoOn) return null;
  const [op, ...more] = verdict.ops;
  if (!op || more.length > 0 || (op.op !== 'StepRun' && op.op !== 'StepFailed')) return null;
  const next = {
    ...call,
    attempt: 0,
    unreachableCount: 0,
    requestVersion: verdict.requestVersion ?? call.requestVersion,
    steps: [...call.steps, { id: op.id, memo: memoOf(op) }],
  };
  return (await stepAlone(connection, next, op)) ? { next } : null;
}

/** Selects and locks a run that is owed nothing but this call. */
const onlyCall = `
  run AS MATERIALIZED (
    SELECT r.id FROM maru_jobs.run r
    WHERE r.id = $1 AND r.state = 'RUNNING'
      AND NOT EXISTS (SELECT FROM maru_jobs.step s WHERE s.run_id = r.id AND s.position IS NULL)
      AND NOT EXISTS (SELECT FROM maru_jobs.call c WHERE c.run_id = r.id AND c.id <> $2)
    FOR NO KEY UPDATE
  )`;

async function returnAlone(connection: Connection, { id, lease, run }: LeasedCall, output: unknown): Promise<boolean> {
  const ended = await connection.query(
    `WITH ${onlyCall}, call AS (
       DELETE FROM maru_jobs.call c USING run WHERE c.id = $2 AND c.lease = $3 AND c.run_id = run.id RETURNING c.run_id
     ), ears AS (
       DELETE FROM maru_jobs.listener l USING call WHERE l.run_id = call.run_id
     )
     UPDATE maru_jobs.run r SET state = 'COMPLETED', output = $4, ended_at = now() FROM call WHERE r.id = call.run_id`,
    [run.id, id, lease, output === undefined ? null : JSON.stringify(output)],
  );
  return ended.rowCount === 1;
}

async function stepAlone(connection: Connection, next: LeasedCall, op: Op): Promise<boolean> {
  const { id, lease, run, requestVersion } = next;
  const settled = await connection.query(
    `WITH ${onlyCall}, call AS (
       UPDATE maru_jobs.call c SET attempt = 0, unreachable_count = 0, last_error = NULL, due_at = now(), leased_at = now()
       FROM run WHERE c.id = $2 AND c.lease = $3 AND c.run_id = run.id RETURNING c.run_id
     ), version AS (
       UPDATE maru_jobs.run r SET request_version = $4 FROM call WHERE r.id = call.run_id AND r.request_version <> $4
     )
     INSERT INTO maru_jobs.step (run_id, id, name, op, position, memo, settled_at)
     SELECT run_id, $5, $6, $7, (SELECT coalesce(max(position), 0) + 1 FROM maru_jobs.step WHERE run_id = $1), $8, now() FROM call
     ON CONFLICT DO NOTHING`,
    [run.id, id, lease, requestVersion, op.id, stepName(op), op.op, JSON.stringify(memoOf(op))],
  );
  return settled.rowCount === 1;
}
