import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, type Result } from '@/lib/shared/result';
import { allowedActions, getDelivery } from './delivery-queries';
import type { DeliveryDetail, DeliveryError } from './model';
import { releaseLine } from './release-line';

export type SkipDelivery = { actor: Actor; deliveryId: string; reason: string };

/**
 * Gives a dead delivery up for good, for a reason that the audit log keeps; what stands behind it in its order goes on.
 *
 * Errors: `delivery.notFound`; `delivery.notSkippable` when it is not dead. Locks the delivery.
 */
export async function skipDelivery(
  tx: Tx,
  { actor, deliveryId, reason }: SkipDelivery,
): Promise<Result<DeliveryDetail, DeliveryError>> {
  assertAdmin(actor);
  await execute(tx, sql`SELECT FROM deliveries WHERE id = ${deliveryId}::uuid FOR NO KEY UPDATE`);
  const before = await getDelivery(tx, deliveryId);
  if (!before.ok) return before;
  const { state, endpoint, orderId } = before.value;
  if (!allowedActions(before.value).includes('skip')) return err({ code: 'delivery.notSkippable', state });
  await execute(
    tx,
    sql`UPDATE deliveries SET state = 'SKIPPED', settled_at = clock_timestamp() WHERE id = ${deliveryId}::uuid AND state = 'DEAD'`,
  );
  await releaseLine(tx, { endpointId: endpoint.id, orderIds: [orderId] });
  await writeAuditLog(tx, {
    actor,
    action: 'delivery.skip',
    entityType: 'delivery',
    entityId: deliveryId,
    before: { state },
    after: { state: 'SKIPPED', reason },
  });
  return await getDelivery(tx, deliveryId);
}
