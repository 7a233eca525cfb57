import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { JobsError } from '@/lib/http/errors';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { allowsState, findStanding } from './find-standing';
import { giveCommand } from './give-command';
import type { JobCommand } from './model';

/**
 * Asks the runners to cancel a run: the command waits in their queue, also while none lives. One that has ended by then stays as it is.
 * Asking again while it waits changes nothing.
 *
 * Errors: `jobs.runNotFound`, `jobs.notRunning`.
 * Takes a lock by run: of two who ask at once the second finds the command of the first, or what a runner has made of it.
 */
export async function askToCancel(
  tx: Tx,
  { actor, runId }: { actor: Actor; runId: string },
): Promise<Result<JobCommand, JobsError>> {
  assertAdmin(actor);
  await execute(tx, sql`SELECT pg_advisory_xact_lock(hashtextextended(concat('cancel:', ${runId}::uuid), 0))`);
  const run = await findStanding(tx, runId);
  if (!run) return err({ code: 'jobs.runNotFound' });
  if (!allowsState('cancel', run.state)) return err({ code: 'jobs.notRunning' });
  if (run.isCancelRequested) return ok({ runId });
  await giveCommand(tx, { kind: 'cancel', runId });
  await writeAuditLog(tx, {
    actor,
    action: 'job.cancel',
    entityType: 'job_run',
    entityId: runId,
    before: { state: run.state },
    after: { isCancelRequested: true },
  });
  return ok({ runId });
}
