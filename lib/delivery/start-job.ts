import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { ok, type Result, unwrap } from '@/lib/shared/result';
import type { DeliveryJobAnswer, ReplayFilter } from './job-model';
import { getDeliveryJob } from './job-queries';

type StartJob = { actor: Actor; wantedCount: number } & (
  | { kind: 'REPLAY'; filter: ReplayFilter }
  | { kind: 'RESYNC'; endpointId: string; since: string }
);

/** Writes down what `continueDeliveryJob` goes on with, by the clock that deliveries are settled by. */
export async function startJob(
  tx: Tx,
  { actor, wantedCount, kind, ...of }: StartJob,
): Promise<Result<DeliveryJobAnswer>> {
  const id = newId();
  const { filter, endpointId, since } = { filter: null, endpointId: null, since: null, ...of };
  await execute(
    tx,
    sql`INSERT INTO delivery_jobs (id, kind, endpoint_id, filter, since, wanted_count, requested_by, started_at)
        VALUES (${id}::uuid, ${kind}::delivery_job_kind, ${endpointId}::uuid, ${filter && JSON.stringify(filter)}::jsonb, ${since}::timestamptz,
          ${wantedCount}::int, ${actor.userId}::uuid, clock_timestamp())`,
  );
  await writeAuditLog(tx, {
    actor,
    action: kind === 'REPLAY' ? 'delivery.replay' : 'deliveryEndpoint.resync',
    entityType: 'deliveryJob',
    entityId: id,
    after: { ...of, wantedCount },
  });
  return ok({ dryRun: false, count: wantedCount, job: unwrap(await getDeliveryJob(tx, id)) });
}
