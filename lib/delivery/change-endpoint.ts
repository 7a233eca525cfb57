import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { ok, type Result } from '@/lib/shared/result';
import { checkEndpoint } from './check-endpoint';
import type { EndpointChange, EndpointView } from './endpoint-model';
import { getEndpoint } from './endpoint-queries';
import type { DeliveryError } from './model';
import { checkTarget } from './rules';

export type ChangeEndpoint = {
  actor: Actor;
  endpointId: string;
  change: EndpointChange;
  allowedHosts: readonly string[];
  now: Date;
};

/**
 * Changes what is named. Sends under way end as they began; the next claim goes by the new settings. What the old address asked for with
 * Retry-After does not bind a new one.
 *
 * Errors: `delivery.endpointNotFound`, `delivery.targetRefused`, `delivery.batchWaitTooLong`. Locks the endpoint without disturbing orders that plan deliveries to it.
 */
export async function changeEndpoint(
  tx: Tx,
  { actor, endpointId, change, allowedHosts, now }: ChangeEndpoint,
): Promise<Result<EndpointView, DeliveryError>> {
  assertAdmin(actor);
  if (change.url !== undefined) {
    const target = checkTarget(change.url, allowedHosts);
    if (!target.ok) return target;
  }
  await execute(tx, sql`SELECT FROM delivery_endpoints WHERE id = ${endpointId}::uuid FOR NO KEY UPDATE`);
  const before = await getEndpoint(tx, endpointId);
  if (!before.ok) return before;
  const checked = checkEndpoint({ ...before.value, ...change });
  if (!checked.ok) return checked;
  const { paused, ...columns } = change;
  // Pausing what is paused keeps the moment when that began.
  const pausedAt = paused === undefined || paused === before.value.paused ? undefined : paused ? now : null;
  await tx.deliveryEndpoint.update({
    where: { id: endpointId },
    data: { ...columns, pausedAt, ...(pausedAt === null && { isGone: false }) },
  });
  if (change.url !== undefined && change.url !== before.value.url) await forgetAddress(tx, endpointId);
  const after = await getEndpoint(tx, endpointId);
  if (!after.ok) return after;
  await writeAuditLog(tx, {
    actor,
    action: 'deliveryEndpoint.change',
    entityType: 'deliveryEndpoint',
    entityId: endpointId,
    before: pickSame(before.value, change),
    after: change,
  });
  return ok(after.value);
}

/** What the address before it asked for, how it failed, and a probe of it under way say nothing of the new one. */
async function forgetAddress(tx: Tx, endpointId: string): Promise<void> {
  await execute(
    tx,
    sql`UPDATE delivery_gates SET throttled_until = NULL, probe_until = NULL WHERE endpoint_id = ${endpointId}::uuid`,
  );
  await execute(tx, sql`DELETE FROM delivery_call_counts WHERE endpoint_id = ${endpointId}::uuid`);
}

/** The members of `whole` that `part` has. */
function pickSame<Whole extends object>(whole: Whole, part: Partial<Whole>): Partial<Whole> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name in part)) as Partial<Whole>;
}
