import { newId } from '@/lib/shared/ids';
import { ringAll, ringChannel } from './bell';
import type { Tx } from './connection';
import { claimKeys } from './event-keys';
import { compileInterest } from './expressions';
import { type FunctionPlan, idempotencyKeyOf, slotsOf } from './function-plan';
import { throttleStarts } from './throttle';

/** An event as functions see it. */
export type EventBody = { id: string; name: string; data: unknown; ts: number; [more: string]: unknown };

export type Run = { id: string; plan: FunctionPlan; event: EventBody };

/** The step id of the call that continues the function itself, rather than running one planned step. */
export const continuation = 'step';

/** Keeps events, as the runs that they start refer to them. */
export async function storeEvents(tx: Tx, events: { eventId: string; event: EventBody }[]): Promise<void> {
  await tx.query(
    'INSERT INTO maru_jobs.event (id, name, body) SELECT * FROM unnest($1::uuid[], $2::text[], $3::json[])',
    [
      events.map(({ eventId }) => eventId),
      events.map(({ event }) => event.name),
      events.map(({ event }) => JSON.stringify(event)),
    ],
  );
}

export type Start = { eventId: string; plan: FunctionPlan; event: EventBody };

/**
 * Starts a run for each pair of function and event: its first call, and its ears for the events that would cancel it.
 * There is only ever one run per pair, and one in 24 hours where the function takes several events for the same (`idempotency`).
 */
export async function startRuns(tx: Tx, starts: Start[]): Promise<void> {
  const wanted = await claimKeys(tx, starts, ({ plan, event }) => idempotencyKeyOf(plan, event));
  if (wanted.length === 0) return;
  const runs = wanted.map((start) => ({ ...start, id: newId() }));
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO maru_jobs.run (id, function_id, event_id) SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[])
     ON CONFLICT (event_id, function_id) WHERE rerun_of IS NULL DO NOTHING RETURNING id`,
    [runs.map(({ id }) => id), runs.map(({ plan }) => plan.id), runs.map(({ eventId }) => eventId)],
  );
  const started = new Set(inserted.rows.map(({ id }) => id));
  await beginRuns(
    tx,
    runs.filter(({ id }) => started.has(id)),
  );
}

/** Repeats a run that has ended: the same function for the same event, from its beginning, as a run of its own with the id given. */
export async function rerun(tx: Tx, { runId, newRunId }: { runId: string; newRunId: string }): Promise<void> {
  const inserted = await tx.query<Run>(
    `WITH repeated AS (
       INSERT INTO maru_jobs.run (id, function_id, event_id, rerun_of)
       SELECT $2, function_id, event_id, id FROM maru_jobs.run WHERE id = $1 AND state <> 'RUNNING'
       ON CONFLICT (id) DO NOTHING RETURNING *
     )
     SELECT r.id, f.plan, e.body AS event
     FROM repeated r JOIN maru_jobs.function f ON f.id = r.function_id JOIN maru_jobs.event e ON e.id = r.event_id`,
    [runId, newRunId],
  );
  await beginRuns(tx, inserted.rows);
}

/** Ends a run by hand. One that has ended meanwhile stays as it is. */
export async function cancelRun(tx: Tx, { runId }: { runId: string }): Promise<void> {
  const run = await lockRun(tx, runId);
  if (run) await endRun(tx, run, { state: 'CANCELLED' });
}

async function beginRuns(tx: Tx, runs: Run[]): Promise<void> {
  for (const run of runs) {
    for (const { event, expression, timeoutMs } of run.plan.cancelOn) {
      const expiresAt = timeoutMs === undefined ? null : new Date(Date.now() + timeoutMs);
      await listen(tx, run, { stepId: null, eventName: event, expression, expiresAt });
    }
  }
  const due = await throttleStarts(tx, runs);
  await queueCalls(
    tx,
    due.map(({ dueAt, ...run }) => ({ run, dueAt, stepId: continuation })),
  );
}

/**
 * Lets a run be told of a later event. Returns false when the expression is not understood.
 * An expression over a value that the starting event lacks can never hold: nothing is stored then.
 */
export async function listen(
  tx: Tx,
  run: Run,
  listener: { stepId: string | null; eventName: string; expression?: string; expiresAt: Date | null },
): Promise<boolean> {
  const interest = compileInterest(listener.expression, run.event);
  if (!interest) return interest === undefined;
  await tx.query(
    `WITH shape AS (INSERT INTO maru_jobs.listener_shape (event_name, shape) VALUES ($3, $4) ON CONFLICT DO NOTHING)
     INSERT INTO maru_jobs.listener (run_id, step_id, event_name, shape, matches, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [run.id, listener.stepId, listener.eventName, interest.shape, interest.matches, listener.expiresAt],
  );
  return true;
}

/** Owes runs calls of the app, at once or from a moment on. Those that count against concurrency limits wait to be let in. */
export async function queueCalls(tx: Tx, calls: { run: Run; stepId: string; dueAt?: Date | null }[]): Promise<void> {
  if (calls.length === 0) return;
  const slots = calls.flatMap(({ run, stepId, dueAt }) =>
    slotsOf(run.plan, run.event).map((slot, index) => ({
      runId: run.id,
      stepId,
      ...slot,
      isInLine: !dueAt && index === 0,
    })),
  );
  await tx.query(
    `WITH slot AS (
       SELECT * FROM unnest($4::uuid[], $5::text[], $6::text[], $7::int[], $8::boolean[]) AS s (run_id, step_id, slot, most, is_in_line)
     ), call AS (
       INSERT INTO maru_jobs.call (run_id, step_id, due_at, standing)
       SELECT run_id, step_id, coalesce(due_at, now()),
         CASE WHEN (run_id, step_id) NOT IN (SELECT run_id, step_id FROM slot) THEN 'READY' WHEN due_at IS NULL THEN 'PARKED' ELSE 'OUTSIDE' END
       FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS c (run_id, step_id, due_at)
       RETURNING id, run_id, step_id
     ), taken AS (
       INSERT INTO maru_jobs.call_slot (call_id, slot, most, held)
       SELECT call.id, slot.slot, slot.most, CASE WHEN slot.is_in_line THEN false END FROM call JOIN slot USING (run_id, step_id)
     )
     SELECT pg_notify($9, 'call')`,
    [
      calls.map(({ run }) => run.id),
      calls.map(({ stepId }) => stepId),
      calls.map(({ dueAt }) => dueAt ?? null),
      slots.map(({ runId }) => runId),
      slots.map(({ stepId }) => stepId),
      slots.map(({ slot }) => slot),
      slots.map(({ most }) => most),
      slots.map(({ isInLine }) => isInLine),
      ringChannel,
    ],
  );
  for (const { slot } of slots) tx.slots.add(slot);
}

/** A running run, locked until the commit; null once it has ended. Whatever changes a run locks it first. */
export async function lockRun(tx: Tx, runId: string): Promise<Run | null> {
  const found = await tx.query<Run>(
    `SELECT r.id, f.plan, e.body AS event
     FROM maru_jobs.run r JOIN maru_jobs.function f ON f.id = r.function_id JOIN maru_jobs.event e ON e.id = r.event_id
     WHERE r.id = $1 AND r.state = 'RUNNING' FOR NO KEY UPDATE OF r`,
    [runId],
  );
  return found.rows[0] ?? null;
}

/** Stores what the app is given for a step from now on. The first result stays. */
export async function settleStep(
  tx: Tx,
  run: Run,
  step: { id: string; name?: string; op?: string },
  memo: unknown,
): Promise<void> {
  await tx.query(
    `WITH ears AS (DELETE FROM maru_jobs.listener WHERE run_id = $1 AND step_id = $2)
     INSERT INTO maru_jobs.step AS s (run_id, id, name, op, position, memo, settled_at)
     VALUES ($1, $2, $3, $4, (SELECT coalesce(max(position), 0) + 1 FROM maru_jobs.step WHERE run_id = $1), $5, now())
     ON CONFLICT (run_id, id) DO UPDATE
     SET position = excluded.position, memo = excluded.memo, settled_at = excluded.settled_at WHERE s.position IS NULL`,
    [run.id, step.id, step.name ?? '', step.op ?? '', JSON.stringify(memo ?? null)],
  );
}

/** Calls the function again once nothing that it asked for is outstanding. */
export async function continueRun(tx: Tx, run: Run): Promise<void> {
  const found = await tx.query<{ idle: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM maru_jobs.step WHERE run_id = $1 AND position IS NULL)
        AND NOT EXISTS (SELECT FROM maru_jobs.call WHERE run_id = $1) AS idle`,
    [run.id],
  );
  if (found.rows[0]?.idle) await queueCalls(tx, [{ run, stepId: continuation }]);
}

/** Ends a run: it is never called again, and an answer still under way is dropped. A failure is announced. */
export async function endRun(
  tx: Tx,
  run: Run,
  end: { state: 'COMPLETED' | 'FAILED' | 'CANCELLED'; output?: unknown },
): Promise<void> {
  const held = await tx.query<{ slot: string }>(
    `WITH ended AS (UPDATE maru_jobs.run SET state = $2, output = $3, ended_at = now() WHERE id = $1),
       calls AS (DELETE FROM maru_jobs.call WHERE run_id = $1),
       ears AS (DELETE FROM maru_jobs.listener WHERE run_id = $1),
       naps AS (UPDATE maru_jobs.step SET wakes_at = NULL WHERE run_id = $1 AND position IS NULL AND wakes_at IS NOT NULL)
     SELECT s.slot FROM maru_jobs.call c JOIN maru_jobs.call_slot s ON s.call_id = c.id WHERE c.run_id = $1`,
    [run.id, end.state, end.output === undefined ? null : JSON.stringify(end.output)],
  );
  for (const { slot } of held.rows) tx.slots.add(slot);
  if (end.state !== 'FAILED') return;
  await tx.query(`INSERT INTO maru_jobs.command (kind, run_id) VALUES ('announce', $1)`, [run.id]);
  await ringAll(tx, 'errand');
}

/** The event that tells of a run's failure, which is what starts `onFailure`. */
export function failureOf(run: Run, error: unknown): EventBody {
  const { id, plan, event } = run;
  const data = { function_id: plan.id, run_id: id, error, event, events: [event], _inngest: { status: 'Failed' } };
  return { id, name: 'inngest/function.failed', data, ts: Date.now() };
}
