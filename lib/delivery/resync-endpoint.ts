import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import type { DeliveryJobAnswer, ResyncInput } from './job-model';
import type { DeliveryError } from './model';
import { startJob } from './start-job';

/**
 * Counts the orders that changed since a moment, as far as changes leave the house, and unless it is a dry run begins to send each anew as
 * it now is: `continueDeliveryJob` does it, in batches.
 *
 * Errors: `delivery.endpointNotFound`; `delivery.resyncUnwanted` when the endpoint's types leave resyncs out.
 */
export async function resyncEndpoint(
  tx: Tx,
  { actor, endpointId, since, dryRun }: { actor: Actor; endpointId: string } & ResyncInput,
): Promise<Result<DeliveryJobAnswer, DeliveryError>> {
  assertAdmin(actor);
  const endpoint = await firstRow<{ isWanted: boolean }>(
    tx,
    sql`SELECT cardinality(types) = 0 OR 'order.resync' = ANY (types) AS is_wanted
        FROM delivery_endpoints WHERE id = ${endpointId}::uuid AND removed_at IS NULL`,
  );
  if (!endpoint) return err({ code: 'delivery.endpointNotFound' });
  if (!endpoint.isWanted) return err({ code: 'delivery.resyncUnwanted' });
  const changed = await firstRow<{ count: number }>(
    tx,
    sql`SELECT count(DISTINCT order_id) AS count FROM order_events WHERE export_sequence IS NOT NULL AND occurred_at >= ${since}::timestamptz`,
  );
  const count = changed?.count ?? 0;
  if (dryRun || count === 0) return ok({ dryRun, count, job: null });
  return await startJob(tx, { actor, kind: 'RESYNC', endpointId, since, wantedCount: count });
}
