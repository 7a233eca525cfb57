import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import { firstIdAt, isId } from '@/lib/shared/ids';
import { decodeCursor, encodeCursor, type Page, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { FunctionPlan } from './function-plan';
import { type JobRun, type JobRunQuery, type RunState, scheduleEvent, searchedRunsMax } from './model';
import { readFailure } from './read-failure';
import { isHeld, isInstalled } from './read-jobs';

type BadCursor = { code: 'http.badCursor' };

/** Enough of a stored error to read its message; lists show one line of it. */
const listedErrorCharsMax = 4_000;
const errorLineCharsMax = 200;
/** Larger events, as stored, are not looked through. */
const searchedEventBytesMax = 32_768;

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
function runConditions({ state, functionId, from, to, withoutSchedules }: JobRunQuery, after: string | null): Sql[] {
  const conditions = [sql`true`];
  if (after) conditions.push(sql`run.id < ${after}::uuid`);
  if (state) conditions.push(sql`run.state = ${state}`);
  if (functionId) conditions.push(sql`run.function_id = ${functionId}`);
  if (from) conditions.push(sql`run.id >= ${firstIdAt(new Date(from))}::uuid`);
  if (to) conditions.push(sql`run.id < ${firstIdAt(new Date(to))}::uuid`);
  // Schedules start so many runs a week and no more: that bounds what is passed over without an index.
  if (withoutSchedules)
    conditions.push(sql`EXISTS (SELECT FROM maru_jobs.event WHERE id = run.event_id AND name <> ${scheduleEvent})`);
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

/** A run as it is stored, with the columns below. */
export type RunRow = {
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
  failedAttemptCount: number;
  nextAt: Date | null;
  error: string | null;
  rerunOf: string | null;
};

export const phase = sql`
  CASE
    WHEN run.state <> 'RUNNING' THEN NULL
    WHEN call.id IS NULL THEN 'ASLEEP'
    WHEN call.is_held THEN 'CALLED'
    WHEN call.due_at > clock_timestamp() AND call.last_error IS NOT NULL THEN 'RETRYING'
    ELSE 'QUEUED'
  END`;

/** JSON that others wrote is only ever read as text: json operators and jsonb refuse U+0000 and halves of surrogate pairs. */
export const runColumns = sql`
  run.id, run.function_id, fn.plan, event.name AS event_name, run.started_at, run.ended_at, run.rerun_of,
  (extract(epoch FROM coalesce(run.ended_at, clock_timestamp()) - run.started_at) * 1000)::float8 AS duration_ms,
  call.attempt + 1 AS attempt,
  (SELECT count(*) FROM maru_jobs.failed_attempt WHERE run_id = run.id) AS failed_attempt_count,
  ${phase} AS phase,
  CASE
    WHEN run.state <> 'RUNNING' OR call.is_held THEN NULL
    WHEN call.id IS NULL THEN (SELECT min(wakes_at) FROM maru_jobs.step WHERE run_id = run.id AND position IS NULL)
    WHEN call.due_at > clock_timestamp() THEN call.due_at
  END AS next_at,
  left(CASE WHEN run.state = 'FAILED' THEN run.output::text ELSE call.last_error END, ${listedErrorCharsMax}::int) AS error`;

/** A run's present call is the one under way, else the one that is due first. */
export const runSource = sql`
  FROM maru_jobs.run run
  JOIN maru_jobs.function fn ON fn.id = run.function_id
  JOIN maru_jobs.event event ON event.id = run.event_id
  LEFT JOIN LATERAL (
    SELECT call.id, call.attempt, call.due_at, call.last_error::text AS last_error, ${isHeld} AS is_held
    FROM maru_jobs.call call WHERE call.run_id = run.id
    ORDER BY is_held DESC, call.due_at, call.id LIMIT 1
  ) AS call ON run.state = 'RUNNING'`;

export function viewRun({ plan, startedAt, endedAt, durationMs, nextAt, error, ...run }: RunRow): JobRun {
  return {
    ...run,
    functionName: plan.name,
    maxAttempts: plan.maxAttempts,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    durationMs: Math.max(0, Math.round(durationMs)),
    nextAt: nextAt?.toISOString() ?? null,
    error: firstLine(readFailure(error)?.message),
  };
}

function firstLine(text: string | undefined): string | null {
  const line = text?.split('\n', 1)[0]?.slice(0, errorLineCharsMax);
  return line ? line : null;
}
