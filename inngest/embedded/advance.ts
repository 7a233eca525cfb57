import { failure, memoOf, type Op, type Retry, stepName, type Verdict } from './answer';
import { lookMs, ringAll } from './bell';
import type { LeasedCall } from './claim';
import type { Tx } from './connection';
import { momentAfter } from './duration';
import { continueRun, endRun, listen, lockRun, queueCalls, type Run, settleStep } from './runs';
import { touchSlots } from './slots';

/** How long to wait before the attempt after `attempt` (from 0). */
export type Backoff = (attempt: number) => number;

const minuteMs = 60_000;
const backoffMs = [0.25, 0.5, 1, 2, 5, 10, 20, 40, 60, 120].map((minutes) => minutes * minuteMs);
const backoffJitterMs = 30_000;

/** Inngest's own: 15 s, 30 s, 1 min … 2 h, each with up to 30 s more. */
export function inngestBackoff(attempt: number): number {
  return (backoffMs[Math.min(attempt, backoffMs.length - 1)] ?? 0) + Math.random() * backoffJitterMs;
}

const unreachableMsMin = 200;
const unreachableMsMax = 5000;

/**
 * Stores what a call brought, and all that follows from it: results, new calls, sleeps, the run's end.
 * Only the present holder of the lease is heard; false when that is someone else by now, or the run has ended.
 */
export async function advance(tx: Tx, call: LeasedCall, verdict: Verdict, backoff: Backoff): Promise<boolean> {
  if (!(await lockLeased(tx, call))) return false;
  const { run } = call;

  switch (verdict.kind) {
    case 'unreachable':
      await postpone(tx, call, {
        attempt: call.attempt,
        afterMs: patience(call.unreachableCount),
        error: verdict.reason,
      });
      break;
    case 'retry':
      await retryOrFail(tx, run, call, verdict, backoff);
      break;
    case 'failed':
      await endRun(tx, run, { state: 'FAILED', output: verdict.error });
      break;
    case 'returned':
      await endRun(tx, run, { state: 'COMPLETED', output: verdict.output });
      break;
    case 'progress':
      await endCall(tx, call);
      if (verdict.requestVersion !== null && verdict.requestVersion !== call.requestVersion) {
        await tx.query('UPDATE maru_jobs.run SET request_version = $2 WHERE id = $1', [run.id, verdict.requestVersion]);
      }
      await applyOps(tx, run, verdict.ops);
      break;
  }
  return true;
}

/** Gives a lease back without a result, to be called again at once: this runner is stopping. */
export async function handBack(tx: Tx, call: LeasedCall): Promise<void> {
  if (await lockLeased(tx, call)) await postpone(tx, call, { attempt: call.attempt, afterMs: 0, error: null });
}

/** Locks the run, then its call; false when the run has ended or the lease is another's. */
async function lockLeased(tx: Tx, { id, lease, run }: LeasedCall): Promise<boolean> {
  const locked = await tx.query(
    `WITH run AS MATERIALIZED (SELECT id FROM maru_jobs.run WHERE id = $1 AND state = 'RUNNING' FOR NO KEY UPDATE)
     SELECT FROM run JOIN maru_jobs.call c ON c.run_id = run.id WHERE c.id = $2 AND c.lease = $3 FOR UPDATE OF c`,
    [run.id, id, lease],
  );
  return locked.rowCount === 1;
}

/** A sleep is over, or a wait has timed out: both read as null in the function. */
export async function wakeStep(tx: Tx, { runId, stepId }: { runId: string; stepId: string }): Promise<void> {
  const run = await lockRun(tx, runId);
  if (!run) return;
  const due = await tx.query(
    'SELECT FROM maru_jobs.step WHERE run_id = $1 AND id = $2 AND position IS NULL AND wakes_at <= clock_timestamp()',
    [runId, stepId],
  );
  if (due.rowCount === 0) return;
  await settleStep(tx, run, { id: stepId }, null);
  await continueRun(tx, run);
}

async function applyOps(tx: Tx, run: Run, ops: Op[]): Promise<void> {
  for (const op of ops) {
    const step = { id: op.id, name: stepName(op), op: op.op };
    switch (op.op) {
      case 'StepRun':
      case 'StepFailed':
        await settleStep(tx, run, step, memoOf(op));
        break;
      case 'StepPlanned':
        if (await askStep(tx, run, step, null)) await queueCalls(tx, [{ run, stepId: op.id }]);
        break;
      case 'Sleep': {
        const wakesAt = momentAfter(op.name ?? '', new Date());
        if (!wakesAt) return refuse(tx, run, `a sleep until "${op.name}"`);
        await askStep(tx, run, step, wakesAt);
        break;
      }
      case 'WaitForEvent': {
        const { timeout, if: expression } = op.opts ?? {};
        const wakesAt = momentAfter(String(timeout), new Date());
        if (!wakesAt) return refuse(tx, run, `a wait with the timeout "${timeout}"`);
        if (!(await askStep(tx, run, step, wakesAt))) break;
        const listener = { stepId: op.id, eventName: op.name ?? '', expiresAt: wakesAt };
        const understood = await listen(tx, run, { ...listener, expression: expression as string | undefined });
        if (!understood) return refuse(tx, run, `a wait with the expression "${expression}"`);
        break;
      }
      case 'RunComplete':
        return endRun(tx, run, { state: 'COMPLETED', output: op.data ?? null });
      case 'DiscoveryRequest':
        break;
      default:
        return refuse(tx, run, `the operation ${op.op}`);
    }
  }
  await continueRun(tx, run);
}

/** Notes a step that the run now waits for; false when it already did. */
async function askStep(
  tx: Tx,
  run: Run,
  step: { id: string; name: string; op: string },
  wakesAt: Date | null,
): Promise<boolean> {
  const asked = await tx.query(
    'INSERT INTO maru_jobs.step (run_id, id, name, op, wakes_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [run.id, step.id, step.name, step.op, wakesAt],
  );
  const isNew = asked.rowCount === 1;
  // Later ones are seen in time by everybody.
  if (isNew && wakesAt && wakesAt.getTime() < Date.now() + lookMs) await ringAll(tx, 'errand');
  return isNew;
}

/** What registration cannot see: an operation in the code that the runner does not know. */
async function refuse(tx: Tx, run: Run, what: string): Promise<void> {
  const message = `Function "${run.plan.id}" asked for ${what}, which the embedded runner does not support.`;
  await endRun(tx, run, { state: 'FAILED', output: failure('NotSupported', message) });
}

async function retryOrFail(
  tx: Tx,
  run: Run,
  call: LeasedCall,
  { error, afterMs, step }: Retry,
  backoff: Backoff,
): Promise<void> {
  if (call.attempt + 1 >= run.plan.maxAttempts) return endRun(tx, run, { state: 'FAILED', output: error });
  const attempt = call.attempt + 1;
  await tx.query(
    `INSERT INTO maru_jobs.failed_attempt (run_id, step_id, step_name, attempt, error)
     VALUES ($1, $2, coalesce($3, (SELECT name FROM maru_jobs.step WHERE run_id = $1 AND id = $2)), $4, $5)`,
    [run.id, step?.id ?? call.stepId, step?.name ?? null, attempt, JSON.stringify(error ?? null)],
  );
  await postpone(tx, call, { attempt, afterMs: afterMs ?? backoff(call.attempt), error });
}

async function postpone(
  tx: Tx,
  call: LeasedCall,
  { attempt, afterMs, error }: { attempt: number; afterMs: number; error: unknown },
): Promise<void> {
  await touchSlots(tx, 'c.id = $1', [call.id]);
  const unreachableCount = attempt === call.attempt ? call.unreachableCount + 1 : 0;
  await tx.query(
    `WITH place AS (UPDATE maru_jobs.call_slot SET held = NULL WHERE call_id = $1)
     UPDATE maru_jobs.call
     SET lease = NULL, runner_id = NULL, leased_at = NULL, attempt = $2, unreachable_count = $3, last_error = $4,
       due_at = now() + $5 * interval '1 ms', standing = $6
     WHERE id = $1`,
    [call.id, attempt, unreachableCount, JSON.stringify(error), afterMs, call.isLimited ? 'OUTSIDE' : 'READY'],
  );
}

async function endCall(tx: Tx, call: LeasedCall): Promise<void> {
  await touchSlots(tx, 'c.id = $1', [call.id]);
  await tx.query('DELETE FROM maru_jobs.call WHERE id = $1', [call.id]);
}

function patience(unreachableCount: number): number {
  return Math.min(unreachableMsMax, unreachableMsMin * 2 ** Math.min(unreachableCount, 10));
}
