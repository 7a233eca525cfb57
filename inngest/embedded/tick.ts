import { newId } from '@/lib/shared/ids';
import type { Tx } from './connection';
import { nextTick } from './cron';
import type { FunctionPlan } from './function-plan';
import { scheduleEvent } from './model';
import { type EventBody, startRuns, storeEvents } from './runs';

/**
 * Starts a scheduled function's run and sets its next time. However late, a missed time fires once and the next is in the future.
 * Whoever comes second finds the schedule already moved on.
 */
export async function tick(tx: Tx, { functionId, cron }: { functionId: string; cron: string }): Promise<void> {
  const found = await tx.query<{ plan: FunctionPlan; next_at: Date }>(
    `SELECT f.plan, s.next_at FROM maru_jobs.schedule s JOIN maru_jobs.function f ON f.id = s.function_id
     WHERE s.function_id = $1 AND s.cron = $2 AND s.next_at <= clock_timestamp() FOR UPDATE OF s`,
    [functionId, cron],
  );
  const due = found.rows[0];
  if (!due) return;

  const scheduledAt = due.next_at.toISOString().replace('.000Z', 'Z');
  const event: EventBody = {
    id: scheduledAt,
    name: scheduleEvent,
    data: { cron, fireAt: scheduledAt, scheduledAt },
    ts: due.next_at.getTime(),
  };
  const eventId = newId();
  await storeEvents(tx, [{ eventId, event }]);
  await startRuns(tx, [{ eventId, plan: due.plan, event }]);

  // Never the same time again, even where this machine's clock is behind the database's.
  const nextAt = nextTick(cron, new Date(Math.max(Date.now(), due.next_at.getTime())));
  if (!nextAt) return;
  await tx.query('UPDATE maru_jobs.schedule SET next_at = $3 WHERE function_id = $1 AND cron = $2', [
    functionId,
    cron,
    nextAt,
  ]);
}
