import { newId } from '@/lib/shared/ids';
import type { Tx } from './database';
import { type Condition, holds, matchesOf } from './expressions';
import type { FunctionPlan } from './function-plan';
import { continueRun, type EventBody, endRun, lockRun, settleStep, startRun } from './runs';

/** An event that came in. The same `key` starts nothing for 24 hours. */
export type IncomingEvent = {
  body: { id?: string; name: string; data: unknown; ts: number; [more: string]: unknown };
  key: string | null;
};

/**
 * Takes events in: stores them, resumes and cancels the runs that listen for them, starts the functions that they trigger.
 * All of it commits together. Returns an id per event; a repetition gets one too, and is otherwise ignored.
 */
export async function receiveEvents(tx: Tx, events: IncomingEvent[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { body, key } of events) {
    const eventId = newId();
    ids.push(eventId);
    if (key !== null && !(await isFirst(tx, key))) continue;
    const event: EventBody = { ...body, id: body.id ?? eventId };
    await tx.query('INSERT INTO maru_jobs.event (id, name, body) VALUES ($1, $2, $3)', [
      eventId,
      event.name,
      JSON.stringify(event),
    ]);
    // First those that wait, so that an event never cancels the run that it has just started.
    await tellListeners(tx, event);
    await startTriggered(tx, eventId, event);
  }
  return ids;
}

/** Claims an event's key; false when it was seen in the last 24 hours. Waits for a rival transaction with the same key. */
async function isFirst(tx: Tx, key: string): Promise<boolean> {
  const claimed = await tx.query(
    `INSERT INTO maru_jobs.event_key AS k (key) VALUES ($1)
     ON CONFLICT (key) DO UPDATE SET seen_at = now() WHERE k.seen_at < now() - interval '24 hours'`,
    [key],
  );
  return claimed.rowCount === 1;
}

async function tellListeners(tx: Tx, event: EventBody): Promise<void> {
  const known = await tx.query<{ shape: string }>('SELECT shape FROM maru_jobs.listener_shape WHERE event_name = $1', [
    event.name,
  ]);
  const wanted = known.rows.flatMap(({ shape }) => {
    const matches = matchesOf(shape, event);
    return matches === null ? [] : [{ shape, matches }];
  });
  if (wanted.length === 0) return;
  const listeners = await tx.query<{ runId: string; stepId: string | null }>(
    `SELECT l.run_id AS "runId", l.step_id AS "stepId"
     FROM unnest($2::text[], $3::text[]) AS w (shape, matches)
     JOIN maru_jobs.listener l ON l.event_name = $1 AND l.shape = w.shape AND md5(l.matches) = md5(w.matches) AND l.matches = w.matches
     WHERE l.expires_at IS NULL OR l.expires_at > now()
     ORDER BY l.run_id, l.id`,
    [event.name, wanted.map(({ shape }) => shape), wanted.map(({ matches }) => matches)],
  );
  for (const { runId, stepId } of listeners.rows) {
    const run = await lockRun(tx, runId);
    if (!run) continue;
    if (stepId === null) {
      await endRun(tx, run, { state: 'CANCELLED' });
    } else {
      await settleStep(tx, run, { id: stepId }, event);
      await continueRun(tx, run);
    }
  }
}

async function startTriggered(tx: Tx, eventId: string, event: EventBody): Promise<void> {
  const triggered = await tx.query<{ plan: FunctionPlan; conditions: Condition[] }>(
    `SELECT f.plan, t.conditions FROM maru_jobs.trigger t JOIN maru_jobs.function f ON f.id = t.function_id
     WHERE t.event_name = $1 AND f.archived_at IS NULL ORDER BY f.id, t.position`,
    [event.name],
  );
  for (const { plan, conditions } of triggered.rows) {
    if (holds(conditions, event)) await startRun(tx, { eventId, plan, event });
  }
}
