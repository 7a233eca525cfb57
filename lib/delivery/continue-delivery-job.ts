import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { ok, type Result } from '@/lib/shared/result';
import { replayNext } from './replay-next';
import { resyncNext } from './resync-next';
import type { Batch, RunningJob } from './running-job';

/**
 * Does one batch of a replay or resync, and keeps how far it came in the same transaction: however often it is begun anew or run twice, each
 * delivery is replayed, and each order sent, once by it. `isMore` until it has seen to all.
 *
 * One transaction at a time has the job: another that finds it taken does nothing, and says so with `isMore` false.
 */
export async function continueDeliveryJob(
  tx: Tx,
  { jobId }: { jobId: string },
): Promise<Result<{ done: number; isMore: boolean }>> {
  const job = await firstRow<RunningJob>(
    tx,
    sql`SELECT id, kind::text, endpoint_id, filter, since, wanted_count, done_count, last_id, requested_by, started_at
        FROM delivery_jobs WHERE id = ${jobId}::uuid AND state = 'RUNNING' FOR NO KEY UPDATE SKIP LOCKED`,
  );
  if (!job) return ok({ done: 0, isMore: false });
  const batch = job.kind === 'REPLAY' ? await replayNext(tx, job) : await resyncNext(tx, job);
  await keepProgress(tx, job, batch);
  return ok({ done: batch.done, isMore: batch.isMore });
}

async function keepProgress(tx: Tx, job: RunningJob, { done, lastId, isMore }: Batch): Promise<void> {
  const doneCount = job.doneCount + done;
  // What was there at the beginning and was not done has been settled in another way.
  const skippedCount = isMore ? 0 : Math.max(0, job.wantedCount - doneCount);
  await execute(
    tx,
    sql`UPDATE delivery_jobs SET done_count = ${doneCount}::int, skipped_count = ${skippedCount}::int, last_id = ${lastId}::uuid,
          state = CASE WHEN ${isMore} THEN 'RUNNING' ELSE 'DONE' END::delivery_job_state,
          ended_at = CASE WHEN ${isMore} THEN NULL ELSE clock_timestamp() END
        WHERE id = ${job.id}::uuid`,
  );
  if (isMore) return;
  await writeAuditLog(tx, {
    actor: { userId: job.requestedBy },
    action: job.kind === 'REPLAY' ? 'delivery.replayEnd' : 'deliveryEndpoint.resyncEnd',
    entityType: 'deliveryJob',
    entityId: job.id,
    after: { doneCount, skippedCount },
  });
}
