import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { type RunAction, type RunState, runActions } from './model';
import { isInstalled } from './read-jobs';

/** What decides what may be done with a run. */
export type RunStanding = {
  state: RunState;
  isFunctionArchived: boolean;
  /** Commands that wait in the queue: no runner has had the time. */
  isCancelRequested: boolean;
  isRerunRequested: boolean;
  isRerunRunning: boolean;
};

/** The columns of a `RunStanding`. */
export const standing = sql`
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
export function allowedActions(standing: RunStanding): RunAction[] {
  const { state, isFunctionArchived, isCancelRequested, isRerunRequested, isRerunRunning } = standing;
  const allowed: RunAction[] = [];
  if (allowsState('cancel', state) && !isCancelRequested) allowed.push('cancel');
  if (allowsState('rerun', state) && !isFunctionArchived && !isRerunRequested && !isRerunRunning) allowed.push('rerun');
  return allowed;
}
