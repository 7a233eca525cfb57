import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import { firstIdAt, isId } from '@/lib/shared/ids';
import { decodeCursor, encodeCursor, type Page, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { Condition } from './expressions';
import type { FunctionPlan } from './function-plan';
import { leaseMs } from './liveness';
import {
  type Excerpt,
  type JobCall,
  type JobEngine,
  type JobFunction,
  type JobRun,
  type JobRunDetail,
  type JobRunQuery,
  type JobStep,
  type JobsOverview,
  type RunAction,
  type RunState,
  recentHours,
  runActions,
  type StepKind,
  searchedRunsMax,
} from './model';
import { readFailure } from './read-failure';

/**
 * What the back office reads of the runner's tables, with the web's own client: so it can be looked at while no runner lives.
 *
 * JSON columns are only ever read as text, since json operators and jsonb refuse U+0000 and halves of surrogate pairs.
 */

type BadCursor = { code: 'http.badCursor' };

const functionsShownMax = 200;
const stepsShownMax = 100;
const callsShownMax = 20;
const rerunsShownMax = 10;
/** Characters shown of each piece of JSON. */
const excerptCharsMax = 10_000;
/** Enough of a stored error to read its message; lists show one line of it. */
const listedErrorCharsMax = 4_000;
const errorLineCharsMax = 200;
/** Larger events, as stored, are not looked through. */
const searchedEventBytesMax = 32_768;

/** As in liveness.ts: what has been silent for longer holds nothing any more. */
const isAlive = sql`runner.heartbeat_at > clock_timestamp() - ${`${leaseMs} ms`}::interval`;
const isHeld = sql`EXISTS (SELECT FROM maru_jobs.runner runner WHERE runner.id = call.runner_id AND ${isAlive})`;

/** The engine's state, and every function with its schedules. Functions that the app no longer has come last. */
export async function readJobs(db: Db): Promise<JobsOverview> {
  const engine = await readEngine(db);
  return { engine, functions: engine.state === 'ABSENT' ? [] : await listFunctions(db) };
}

const absentEngine: JobEngine = {
  state: 'ABSENT',
  runnerCount: 0,
  waitingCount: 0,
  parkedCount: 0,
  oldestWaitingAt: null,
  underWayCount: 0,
  laterCount: 0,
};

async function readEngine(db: Db): Promise<JobEngine> {
  if (!(await isInstalled(db))) return absentEngine;
  const found = await firstRow<
    Omit<JobEngine, 'state' | 'oldestWaitingAt'> & { wasHere: boolean; oldestWaitingAt: Date | null }
  >(
    db,
    sql`
      SELECT (SELECT count(*) FROM maru_jobs.runner runner WHERE ${isAlive}) AS runner_count,
        EXISTS (SELECT FROM maru_jobs.function) AS was_here,
        count(*) FILTER (WHERE is_held) AS under_way_count,
        count(*) FILTER (WHERE NOT is_held AND is_due) AS waiting_count,
        count(*) FILTER (WHERE NOT is_held AND is_due AND standing <> 'READY') AS parked_count,
        count(*) FILTER (WHERE NOT is_held AND NOT is_due) AS later_count,
        min(due_at) FILTER (WHERE NOT is_held AND is_due) AS oldest_waiting_at
      FROM (
        SELECT call.due_at, call.standing, call.due_at <= clock_timestamp() AS is_due, ${isHeld} AS is_held FROM maru_jobs.call call
      ) AS owed`,
  );
  if (!found) return absentEngine;
  const { wasHere, oldestWaitingAt, ...counts } = found;
  if (counts.runnerCount === 0 && !wasHere) return absentEngine;
  return {
    state: counts.runnerCount > 0 ? 'WORKING' : 'STOPPED',
    ...counts,
    oldestWaitingAt: isoOrNull(oldestWaitingAt),
  };
}

/** Whether a runner has made its tables here, with the latest table that is read: a release may be served before its runner begins. */
async function isInstalled(db: Db): Promise<boolean> {
  const found = await firstRow<{ installed: boolean }>(
    db,
    sql`
      SELECT to_regclass('maru_jobs.failed_attempt') IS NOT NULL AS installed`,
  );
  return found?.installed ?? false;
}

type FunctionRow = Pick<JobFunction, 'id' | 'completedCount' | 'failedCount' | 'runningCount'> & {
  plan: FunctionPlan;
  archivedAt: Date | null;
  schedules: { cron: string; nextAt: string }[];
};

async function listFunctions(db: Db): Promise<JobFunction[]> {
  const found = await rows<FunctionRow>(
    db,
    sql`
      SELECT fn.id, fn.plan, fn.archived_at,
        coalesce(recent.completed_count, 0) AS completed_count, coalesce(recent.failed_count, 0) AS failed_count,
        coalesce(recent.running_count, 0) AS running_count,
        (SELECT coalesce(json_agg(json_build_object('cron', cron, 'nextAt', next_at) ORDER BY next_at, cron), '[]')
         FROM maru_jobs.schedule WHERE function_id = fn.id) AS schedules
      FROM maru_jobs.function fn
      LEFT JOIN (
        SELECT function_id, count(*) FILTER (WHERE state = 'COMPLETED') AS completed_count,
          count(*) FILTER (WHERE state = 'FAILED') AS failed_count, count(*) FILTER (WHERE state = 'RUNNING') AS running_count
        FROM maru_jobs.run
        WHERE state = 'RUNNING' OR ended_at > now() - ${`${recentHours} hours`}::interval
        GROUP BY function_id
      ) AS recent ON recent.function_id = fn.id
      ORDER BY fn.archived_at DESC NULLS FIRST, fn.id LIMIT ${functionsShownMax}`,
  );
  return found.map(viewFunction);
}

function viewFunction({ plan, archivedAt, schedules, ...counts }: FunctionRow): JobFunction {
  const { throttle, idempotencyPath } = plan;
  return {
    ...counts,
    name: plan.name,
    archivedAt: isoOrNull(archivedAt),
    triggers: plan.triggers.map(({ event, conditions }) => ({ event, if: conditionText(conditions) })),
    schedules: schedules.map(({ cron, nextAt }) => ({ ...splitCron(cron), nextAt: new Date(nextAt).toISOString() })),
    concurrency: plan.concurrency.map(({ limit, keyPath }) => ({ limit, key: keyText(keyPath) })),
    throttle: throttle
      ? { burst: throttle.burst, intervalMs: throttle.intervalMs, key: keyText(throttle.keyPath) }
      : null,
    idempotencyKey: keyText(idempotencyPath ?? null),
    cancelOn: plan.cancelOn.map(({ event }) => event),
    maxAttempts: plan.maxAttempts,
  };
}

function keyText(path: string[] | null): string | null {
  return path && eventPath(path);
}

function conditionText(conditions: Condition[]): string | null {
  const terms = conditions.map(({ path, value }) => `${eventPath(path)} == ${JSON.stringify(value)}`);
  return terms.length > 0 ? terms.join(' && ') : null;
}

function eventPath(path: string[]): string {
  return ['event', ...path].join('.');
}

/** `TZ=Asia/Seoul 0 9 * * *` is a time where the clocks show that zone; without one it is UTC. */
function splitCron(text: string): { cron: string; timeZone: string } {
  const [, timeZone = 'UTC', cron = text] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(text) ?? [];
  return { cron, timeZone };
}

type RunRow = {
  id: string;
  functionId: string;
  plan: FunctionPlan;
  eventName: string;
  state: RunState;
  phase: JobRun['phase'];
  startedAt: Date;
  endedAt: Date | null;
  durationMs: number;
  attempt: number | null;
  nextAt: Date | null;
  error: string | null;
  rerunOf: string | null;
};

const runColumns = sql`
  run.id, run.function_id, fn.plan, event.name AS event_name, run.started_at, run.ended_at, run.rerun_of,
  (extract(epoch FROM coalesce(run.ended_at, clock_timestamp()) - run.started_at) * 1000)::float8 AS duration_ms,
  call.attempt + 1 AS attempt,
  CASE
    WHEN run.state <> 'RUNNING' THEN NULL
    WHEN call.id IS NULL THEN 'ASLEEP'
    WHEN call.is_held THEN 'CALLED'
    WHEN call.due_at > clock_timestamp() AND call.last_error IS NOT NULL THEN 'RETRYING'
    ELSE 'QUEUED'
  END AS phase,
  CASE
    WHEN run.state <> 'RUNNING' OR call.is_held THEN NULL
    WHEN call.id IS NULL THEN (SELECT min(wakes_at) FROM maru_jobs.step WHERE run_id = run.id AND position IS NULL)
    WHEN call.due_at > clock_timestamp() THEN call.due_at
  END AS next_at,
  left(CASE WHEN run.state = 'FAILED' THEN run.output::text ELSE call.last_error END, ${listedErrorCharsMax}::int) AS error`;

/** A run's present call is the one under way, else the one that is due first. */
const runSource = sql`
  FROM maru_jobs.run run
  JOIN maru_jobs.function fn ON fn.id = run.function_id
  JOIN maru_jobs.event event ON event.id = run.event_id
  LEFT JOIN LATERAL (
    SELECT call.id, call.attempt, call.due_at, call.last_error::text AS last_error, ${isHeld} AS is_held
    FROM maru_jobs.call call WHERE call.run_id = run.id
    ORDER BY is_held DESC, call.due_at, call.id LIMIT 1
  ) AS call ON run.state = 'RUNNING'`;

function viewRun({ plan, startedAt, endedAt, durationMs, nextAt, error, ...run }: RunRow): JobRun {
  return {
    ...run,
    functionName: plan.name,
    maxAttempts: plan.maxAttempts,
    startedAt: startedAt.toISOString(),
    endedAt: isoOrNull(endedAt),
    durationMs: Math.max(0, Math.round(durationMs)),
    nextAt: isoOrNull(nextAt),
    error: firstLine(readFailure(error)?.message),
  };
}

function firstLine(text: string | undefined): string | null {
  const line = text?.split('\n', 1)[0]?.slice(0, errorLineCharsMax);
  return line ? line : null;
}

/**
 * Runs, newest first. A page of a search may hold fewer than `limit`, even none, and still have a next one: each looks through a
 * bounded number of runs.
 *
 * Error: `http.badCursor`.
 */
export async function listRuns(db: Db, query: JobRunQuery): Promise<Result<Page<JobRun>, BadCursor>> {
  const after = readCursor(query.cursor);
  if (!after.ok) return after;
  if (!(await isInstalled(db))) return ok({ items: [], nextCursor: null });

  const { q, limit } = query;
  const conditions = runConditions(query, after.value);
  if (!q) return ok(await readRuns(db, conditions, limit));
  if (isId(q)) {
    const named = await readRuns(db, [...conditions, sql`run.id = ${q}::uuid`], limit);
    if (named.items.length > 0) return ok(named);
  }
  const page = await readRuns(db, [isAmongMatches(q, conditions, limit)], limit);
  return ok({ ...page, nextCursor: page.nextCursor ?? (await findSearchEnd(db, conditions)) });
}

async function readRuns(db: Db, conditions: Sql[], limit: number): Promise<Page<JobRun>> {
  const found = await rows<RunRow>(
    db,
    sql`SELECT run.state, ${runColumns} ${runSource} WHERE ${joinSql(conditions, ' AND ')} ORDER BY run.id DESC LIMIT ${limit + 1}`,
  );
  const page = toPage(found, limit, (row) => [row.id]);
  return { ...page, items: page.items.map(viewRun) };
}

/** Ids of runs grow with time, so they stand for the time of the start too, and the primary key finds a period. */
function runConditions({ state, functionId, from, to }: JobRunQuery, after: string | null): Sql[] {
  const conditions = [sql`true`];
  if (after) conditions.push(sql`run.id < ${after}::uuid`);
  if (state) conditions.push(sql`run.state = ${state}`);
  if (functionId) conditions.push(sql`run.function_id = ${functionId}`);
  if (from) conditions.push(sql`run.id >= ${firstIdAt(new Date(from))}::uuid`);
  if (to) conditions.push(sql`run.id < ${firstIdAt(new Date(to))}::uuid`);
  return conditions;
}

function isAmongMatches(text: string, conditions: Sql[], limit: number): Sql {
  return sql`
    run.id IN (
      SELECT looked_at.id
      FROM (
        SELECT run.id, run.event_id FROM maru_jobs.run run
        WHERE ${joinSql(conditions, ' AND ')} ORDER BY run.id DESC LIMIT ${searchedRunsMax}
      ) AS looked_at
      JOIN maru_jobs.event event ON event.id = looked_at.event_id
      WHERE CASE WHEN pg_column_size(event.body) <= ${searchedEventBytesMax} THEN strpos(event.body::text, ${text}) > 0 END
      ORDER BY looked_at.id DESC LIMIT ${limit + 1})`;
}

/** Where the next page of a search goes on, once this one has seen all that it may; null when there is nothing further. */
async function findSearchEnd(db: Db, conditions: Sql[]): Promise<string | null> {
  const last = await firstRow<{ id: string }>(
    db,
    sql`
      SELECT run.id FROM maru_jobs.run run
      WHERE ${joinSql(conditions, ' AND ')} ORDER BY run.id DESC OFFSET ${searchedRunsMax - 1} LIMIT 1`,
  );
  return last && encodeCursor([last.id]);
}

function readCursor(cursor: string | undefined): Result<string | null, BadCursor> {
  if (cursor === undefined) return ok(null);
  const key = decodeCursor(cursor, z.tuple([z.uuid()]));
  return key ? ok(key[0]) : err({ code: 'http.badCursor' });
}

/** What decides what may be done with a run. */
export type RunStanding = {
  state: RunState;
  isFunctionArchived: boolean;
  /** Commands that wait in the queue: no runner has had the time. */
  isCancelRequested: boolean;
  isRerunRequested: boolean;
  isRerunRunning: boolean;
};

const standing = sql`
  run.state, fn.archived_at IS NOT NULL AS is_function_archived,
  run.state = 'RUNNING' AND EXISTS (
    SELECT FROM maru_jobs.command WHERE run_id = run.id AND kind = 'cancel'
  ) AS is_cancel_requested,
  EXISTS (
    SELECT FROM maru_jobs.run alike JOIN maru_jobs.command ON run_id = alike.id AND kind = 'rerun'
    WHERE alike.event_id = run.event_id AND alike.function_id = run.function_id
  ) AS is_rerun_requested,
  EXISTS (
    SELECT FROM maru_jobs.run alike
    WHERE alike.event_id = run.event_id AND alike.function_id = run.function_id AND alike.id <> run.id AND alike.state = 'RUNNING'
  ) AS is_rerun_running`;

/** Null when there is no such run. */
export async function findStanding(db: Db, id: string): Promise<RunStanding | null> {
  if (!(await isInstalled(db))) return null;
  return firstRow<RunStanding>(
    db,
    sql`
      SELECT ${standing} FROM maru_jobs.run run JOIN maru_jobs.function fn ON fn.id = run.function_id
      WHERE run.id = ${id}::uuid`,
  );
}

/** Whether the run's state is one of those that the action is for. */
export function allowsState(action: RunAction, state: RunState): boolean {
  return runActions[action].some((allowed) => allowed === state);
}

/** The states' table, and not what has been asked for already, nor what could not work. */
function allowedActions(standing: RunStanding): RunAction[] {
  const { state, isFunctionArchived, isCancelRequested, isRerunRequested, isRerunRunning } = standing;
  const allowed: RunAction[] = [];
  if (allowsState('cancel', state) && !isCancelRequested) allowed.push('cancel');
  if (allowsState('rerun', state) && !isFunctionArchived && !isRerunRequested && !isRerunRunning) allowed.push('rerun');
  return allowed;
}

type RunDetailRow = RunRow & RunStanding & { eventId: string; receivedAt: Date; body: Excerpt; output: Excerpt | null };

/** One run with its steps, the calls that it is owed and its reruns. Error: `jobs.runNotFound`. */
export async function getRun(db: Db, id: string): Promise<Result<JobRunDetail, { code: 'jobs.runNotFound' }>> {
  const found = (await isInstalled(db)) ? await firstRow<RunDetailRow>(db, runDetail(id)) : null;
  if (!found) return err({ code: 'jobs.runNotFound' });
  const { eventId, receivedAt, body, output, ...row } = found;
  const { isFunctionArchived, isCancelRequested, isRerunRequested, isRerunRunning, ...run } = row;
  const [engine, steps, calls, reruns] = await Promise.all([
    readEngine(db),
    listSteps(db, id),
    listCalls(db, id),
    listReruns(db, id),
  ]);
  const isFailed = run.state === 'FAILED';
  return ok({
    ...viewRun(run),
    ...steps,
    engineState: engine.state,
    isFunctionArchived,
    event: { id: eventId, receivedAt: receivedAt.toISOString(), body },
    calls,
    output: isFailed ? null : withoutNull(output),
    failure: isFailed ? readFailure(output?.text ?? null) : null,
    reruns,
    isCancelRequested,
    isRerunRequested,
    allowedActions: allowedActions(row),
  });
}

function runDetail(id: string): Sql {
  return sql`
    SELECT ${runColumns}, ${standing}, run.event_id, event.received_at, ${excerptOf(sql`event.body`)} AS body,
      ${excerptOf(sql`run.output`)} AS output
    ${runSource}
    WHERE run.id = ${id}::uuid`;
}

/** The latest steps, and how many there are in all. */
async function listSteps(db: Db, runId: string): Promise<Pick<JobRunDetail, 'steps' | 'stepCount'>> {
  const found = await rows<StepRow & { stepCount: number }>(
    db,
    sql`
      SELECT step.id, step.name, step.op, step.asked_at, step.settled_at, step.wakes_at, ${excerptOf(sql`step.memo`)} AS memo,
        (SELECT min(event_name) FROM maru_jobs.listener WHERE run_id = step.run_id AND step_id = step.id) AS awaited_event,
        count(*) OVER () AS step_count
      FROM maru_jobs.step step WHERE step.run_id = ${runId}::uuid
      ORDER BY step.position DESC NULLS FIRST, step.asked_at DESC, step.id DESC LIMIT ${stepsShownMax}`,
  );
  return { steps: found.reverse().map(viewStep), stepCount: found[0]?.stepCount ?? 0 };
}

type StepRow = {
  id: string;
  name: string;
  op: string;
  askedAt: Date;
  settledAt: Date | null;
  wakesAt: Date | null;
  memo: Excerpt | null;
  awaitedEvent: string | null;
};

const kinds: Record<string, StepKind> = { Sleep: 'SLEEP', WaitForEvent: 'EVENT' };
/** How the runner writes the outcome of a step's own work (advance.ts). */
const resultMark = '{"data":';
const failureMark = '{"error":';

function viewStep({ id, name, op, askedAt, settledAt, wakesAt, memo, awaitedEvent }: StepRow): JobStep {
  const kind = kinds[op] ?? 'RUN';
  const isFailed = kind === 'RUN' && memo?.text.startsWith(failureMark);
  const isResult = kind === 'RUN' && memo?.text.startsWith(resultMark);
  const result = memo && isResult ? unwrapped(memo, resultMark) : memo;
  return {
    id,
    name,
    kind,
    askedAt: askedAt.toISOString(),
    settledAt: isoOrNull(settledAt),
    wakesAt: isoOrNull(wakesAt),
    awaitedEvent,
    result: isFailed ? null : withoutNull(result),
    failure: memo && isFailed ? readFailure(unwrapped(memo, failureMark).text) : null,
  };
}

/** What stands between `{"data":` and `}`, as far as it is there. */
function unwrapped({ text, isCut, totalBytes }: Excerpt, mark: string): Excerpt {
  const end = isCut ? text.length : text.length - 1;
  return { text: text.slice(mark.length, end), isCut, totalBytes: totalBytes - mark.length - 1 };
}

function withoutNull(excerpt: Excerpt | null): Excerpt | null {
  return excerpt?.text === 'null' ? null : excerpt;
}

type CallRow = Omit<JobCall, 'dueAt' | 'leasedAt' | 'lastFailure'> & {
  dueAt: Date;
  leasedAt: Date | null;
  lastError: string | null;
};

async function listCalls(db: Db, runId: string): Promise<JobCall[]> {
  const found = await rows<CallRow>(
    db,
    sql`
      SELECT call.id::text, step.name AS step_name, call.attempt + 1 AS attempt, call.due_at, call.standing = 'PARKED' AS is_parked,
        CASE WHEN ${isHeld} THEN call.leased_at END AS leased_at, CASE WHEN ${isHeld} THEN call.runner_id END AS runner_id,
        left(call.last_error::text, ${excerptCharsMax}::int) AS last_error
      FROM maru_jobs.call call
      LEFT JOIN maru_jobs.step step ON step.run_id = call.run_id AND step.id = call.step_id
      WHERE call.run_id = ${runId}::uuid
      ORDER BY call.due_at, call.id LIMIT ${callsShownMax}`,
  );
  return found.map(({ dueAt, leasedAt, lastError, ...call }) => ({
    ...call,
    dueAt: dueAt.toISOString(),
    leasedAt: isoOrNull(leasedAt),
    lastFailure: readFailure(lastError),
  }));
}

async function listReruns(db: Db, runId: string): Promise<JobRunDetail['reruns']> {
  const found = await rows<{ id: string; state: RunState; startedAt: Date }>(
    db,
    sql`
      SELECT id, state, started_at FROM maru_jobs.run WHERE rerun_of = ${runId}::uuid
      ORDER BY id DESC LIMIT ${rerunsShownMax}`,
  );
  return found.map(({ startedAt, ...rerun }) => ({ ...rerun, startedAt: startedAt.toISOString() }));
}

/** The column's text as far as it is shown, as an `Excerpt`; NULL stays NULL. */
function excerptOf(json: Sql): Sql {
  return sql`
    CASE WHEN ${json} IS NOT NULL THEN json_build_object(
      'text', left(${json}::text, ${excerptCharsMax}::int), 'isCut', length(${json}::text) > ${excerptCharsMax}::int,
      'totalBytes', octet_length(${json}::text)) END`;
}

function isoOrNull(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
