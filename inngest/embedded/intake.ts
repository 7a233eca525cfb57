import { newId } from '@/lib/shared/ids';
import type { Tx } from './connection';
import { claimKeys } from './event-keys';
import { type Condition, holds, matchesOf } from './expressions';
import type { FunctionPlan } from './function-plan';
import { continueRun, type EventBody, endRun, lockRun, type Start, settleStep, startRuns, storeEvents } from './runs';

/** An event that came in. The same `key` starts nothing for 24 hours. */
export type IncomingEvent = {
  body: { id?: string; name: string; data: unknown; ts: number; [more: string]: unknown };
  key: string | null;
};

/**
 * Takes events in, in their order: stores them, resumes and cancels the runs that listen for them, starts the functions that they
 * trigger. All of it commits together. Returns an id per event; a repetition gets one too, and is otherwise ignored.
 */
export async function receiveEvents(tx: Tx, incoming: IncomingEvent[]): Promise<string[]> {
  const events = incoming.map(({ body, key }) => {
    const eventId = newId();
    return { eventId, key, event: { ...body, id: body.id ?? eventId } };
  });
  const fresh = await claimKeys(tx, events, ({ key }) => key);
  await storeEvents(tx, fresh);

  const names = [...new Set(fresh.map(({ event }) => event.name))];
  const triggers = await findTriggers(tx, names);
  const listenedTo = await findListenedTo(tx, names);
  let starts: Start[] = [];
  for (const { eventId, event } of fresh) {
    if (listenedTo.has(event.name)) {
      // Runs that earlier events start may listen for this one. Its own may not: an event never cancels the run that it starts.
      await startRuns(tx, starts);
      starts = [];
      await tellListeners(tx, event);
    }
    const asked = triggers.filter(({ eventName, conditions }) => eventName === event.name && holds(conditions, event));
    for (const { plan } of asked) {
      starts.push({ eventId, plan, event });
      for (const { event: name } of plan.cancelOn) listenedTo.add(name);
    }
  }
  await startRuns(tx, starts);
  return events.map(({ eventId }) => eventId);
}

type Trigger = { eventName: string; plan: FunctionPlan; conditions: Condition[] };

async function findTriggers(tx: Tx, eventNames: string[]): Promise<Trigger[]> {
  const found = await tx.query<Trigger>(
    `SELECT t.event_name AS "eventName", f.plan, t.conditions
     FROM maru_jobs.trigger t JOIN maru_jobs.function f ON f.id = t.function_id
     WHERE t.event_name = ANY ($1) AND f.archived_at IS NULL ORDER BY f.id, t.position`,
    [eventNames],
  );
  return found.rows;
}

/** Those of the names that any run has ever listened for. */
async function findListenedTo(tx: Tx, eventNames: string[]): Promise<Set<string>> {
  const found = await tx.query<{ name: string }>(
    'SELECT DISTINCT event_name AS name FROM maru_jobs.listener_shape WHERE event_name = ANY ($1)',
    [eventNames],
  );
  return new Set(found.rows.map(({ name }) => name));
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
