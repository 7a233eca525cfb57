import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { JobsError } from '@/lib/http/errors';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import { allowsState, findStanding } from './find-standing';
import { giveCommand } from './give-command';
import type { JobCommand } from './model';

/**
 * Asks the runners to repeat a run that has ended, and says the id that the new run will have. The command waits in their queue, also
 * while none lives.
 *
 * Errors: `jobs.runNotFound`; `jobs.stillRunning`; `jobs.functionArchived`; `jobs.rerunUnderWay` while the function works on the same event
 * again, or is about to, whichever of its runs was repeated.
 * Takes a lock by event and function: of two who ask at once the second finds the command of the first.
 */
export async function askToRerun(
  tx: Tx,
  { actor, runId }: { actor: Actor; runId: string },
): Promise<Result<JobCommand, JobsError>> {
  assertAdmin(actor);
  if (!(await findStanding(tx, runId))) return err({ code: 'jobs.runNotFound' });
  await execute(
    tx,
    sql`
      SELECT pg_advisory_xact_lock(hashtextextended(concat('rerun:', function_id, ' ', event_id), 0))
      FROM maru_jobs.run WHERE id = ${runId}::uuid`,
  );
  const run = await findStanding(tx, runId);
  if (!run) return err({ code: 'jobs.runNotFound' });
  if (!allowsState('rerun', run.state)) return err({ code: 'jobs.stillRunning' });
  if (run.isFunctionArchived) return err({ code: 'jobs.functionArchived' });
  if (run.isRerunRequested || run.isRerunRunning) return err({ code: 'jobs.rerunUnderWay' });
  const newRunId = newId();
  await giveCommand(tx, { kind: 'rerun', runId, newRunId });
  await writeAuditLog(tx, {
    actor,
    action: 'job.rerun',
    entityType: 'job_run',
    entityId: runId,
    before: { state: run.state },
    after: { newRunId },
  });
  return ok({ runId: newRunId });
}
