import type { Db } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import type { Condition } from './expressions';
import type { FunctionPlan } from './function-plan';
import { leaseMs } from './liveness';
import { type JobEngine, type JobFunction, type JobsOverview, recentHours } from './model';

const functionsShownMax = 200;

/** As in liveness.ts: what has been silent for longer holds nothing any more. */
const isAlive = sql`runner.heartbeat_at > clock_timestamp() - ${`${leaseMs} ms`}::interval`;
export const isHeld = sql`EXISTS (SELECT FROM maru_jobs.runner runner WHERE runner.id = call.runner_id AND ${isAlive})`;

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

/** How many runners live, and what is owed. */
export async function readEngine(db: Db): Promise<JobEngine> {
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
    oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
  };
}

/** Whether a runner has made its tables here, with the latest table that is read: a release may be served before its runner begins. */
export async function isInstalled(db: Db): Promise<boolean> {
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
    archivedAt: archivedAt?.toISOString() ?? null,
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
