import type { Tx } from '@/lib/db/client';
import { firstRow, joinSql, plannedAnew, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { ok, type Result } from '@/lib/shared/result';
import { isDeadLetter } from './dead-group-sql';
import { filterConditions } from './delivery-queries';
import type { DeliveryJobAnswer, ReplayInput } from './job-model';
import { startJob } from './start-job';

/**
 * Counts the dead deliveries that a filter finds and, unless it is a dry run, begins to replay them: `continueDeliveryJob` does it, in
 * batches.
 *
 * Reads every dead delivery, so what bounds it is the longest that a transaction may take.
 */
export async function replayDeliveries(
  tx: Tx,
  { actor, filter, dryRun }: { actor: Actor } & ReplayInput,
): Promise<Result<DeliveryJobAnswer>> {
  assertAdmin(actor);
  const dead = await firstRow<{ count: number }>(
    tx,
    sql`${plannedAnew}
        SELECT count(*) AS count FROM deliveries delivery JOIN orders placed ON placed.id = delivery.order_id
        WHERE ${isDeadLetter} AND ${joinSql(filterConditions(filter), ' AND ')}`,
  );
  const count = dead?.count ?? 0;
  if (dryRun || count === 0) return ok({ dryRun, count, job: null });
  return await startJob(tx, { actor, kind: 'REPLAY', filter, wantedCount: count });
}
