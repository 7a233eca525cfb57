import type { Db } from '@/lib/db/client';
import { firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';
import { allowedActions, type RunStanding, standing } from './find-standing';
import { phase, type RunRow, runColumns, runSource, viewRun } from './list-runs';
import type { Excerpt, JobCall, JobFailedAttempt, JobRunDetail, JobStep, StepKind } from './model';
import { readFailure } from './read-failure';
import { isHeld, isInstalled, readEngine } from './read-jobs';

const stepsShownMax = 100;
const callsShownMax = 20;
const failedAttemptsShownMax = 20;
const rerunsShownMax = 10;
/** Characters shown of each piece of JSON. */
const excerptCharsMax = 10_000;

type RunDetailRow = RunRow & RunStanding & { eventId: string; receivedAt: Date; body: Excerpt; output: Excerpt | null };

/** One run with its steps, the calls that it is owed, the attempts that failed and its reruns. Error: `jobs.runNotFound`. */
export async function getRun(db: Db, id: string): Promise<Result<JobRunDetail, { code: 'jobs.runNotFound' }>> {
  const found = (await isInstalled(db)) ? await firstRow<RunDetailRow>(db, runDetail(id)) : null;
  if (!found) return err({ code: 'jobs.runNotFound' });
  const { eventId, receivedAt, body, output, ...row } = found;
  const { isFunctionArchived, isCancelRequested, isRerunRequested, isRerunRunning, ...run } = row;
  const [engine, steps, calls, failedAttempts, reruns] = await Promise.all([
    readEngine(db),
    listSteps(db, id),
    listCalls(db, id),
    listFailedAttempts(db, id),
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
    failedAttempts,
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
        coalesce(failed.attempt_count, 0) AS failed_attempt_count, count(*) OVER () AS step_count
      FROM maru_jobs.step step
      LEFT JOIN (
        SELECT step_id, count(*) AS attempt_count FROM maru_jobs.failed_attempt WHERE run_id = ${runId}::uuid GROUP BY step_id
      ) AS failed ON failed.step_id = step.id
      WHERE step.run_id = ${runId}::uuid
      ORDER BY step.position DESC NULLS FIRST, step.asked_at DESC, step.id DESC LIMIT ${stepsShownMax}`,
  );
  return {
    steps: found.reverse().map(({ stepCount: _, ...step }) => viewStep(step)),
    stepCount: found[0]?.stepCount ?? 0,
  };
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
  failedAttemptCount: number;
};

const kinds: Record<string, StepKind> = { Sleep: 'SLEEP', WaitForEvent: 'EVENT' };
/** How the runner writes the outcome of a step's own work (advance.ts). */
const resultMark = '{"data":';
const failureMark = '{"error":';

function viewStep({ op, askedAt, settledAt, wakesAt, memo, ...step }: StepRow): JobStep {
  const kind = kinds[op] ?? 'RUN';
  const isFailed = kind === 'RUN' && memo?.text.startsWith(failureMark);
  const isResult = kind === 'RUN' && memo?.text.startsWith(resultMark);
  const result = memo && isResult ? unwrapped(memo, resultMark) : memo;
  return {
    ...step,
    kind,
    askedAt: askedAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    wakesAt: wakesAt?.toISOString() ?? null,
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
    leasedAt: leasedAt?.toISOString() ?? null,
    lastFailure: readFailure(lastError),
  }));
}

type FailedAttemptRow = Omit<JobFailedAttempt, 'failedAt' | 'failure'> & { failedAt: Date; error: string };

async function listFailedAttempts(db: Db, runId: string): Promise<JobFailedAttempt[]> {
  const found = await rows<FailedAttemptRow>(
    db,
    sql`
      SELECT failed.id::text, failed.step_name, failed.attempt, failed.failed_at, left(failed.error::text, ${excerptCharsMax}::int) AS error
      FROM maru_jobs.failed_attempt failed WHERE failed.run_id = ${runId}::uuid
      ORDER BY failed.id DESC LIMIT ${failedAttemptsShownMax}`,
  );
  return found.map(({ failedAt, error, ...attempt }) => ({
    ...attempt,
    failedAt: failedAt.toISOString(),
    failure: readFailure(error),
  }));
}

async function listReruns(db: Db, runId: string): Promise<JobRunDetail['reruns']> {
  const found = await rows<Pick<RunRow, 'id' | 'state' | 'phase' | 'startedAt'>>(
    db,
    sql`
      SELECT run.id, run.state, ${phase} AS phase, run.started_at ${runSource}
      WHERE run.rerun_of = ${runId}::uuid ORDER BY run.id DESC LIMIT ${rerunsShownMax}`,
  );
  return found.map(({ startedAt, ...rerun }) => ({ ...rerun, startedAt: startedAt.toISOString() }));
}

/** The column as an `Excerpt`: its text, which no json operator has touched (list-runs.ts says why), as far as it is shown. NULL stays NULL. */
function excerptOf(json: Sql): Sql {
  return sql`
    CASE WHEN ${json} IS NOT NULL THEN json_build_object(
      'text', left(${json}::text, ${excerptCharsMax}::int), 'isCut', length(${json}::text) > ${excerptCharsMax}::int,
      'totalBytes', octet_length(${json}::text)) END`;
}
