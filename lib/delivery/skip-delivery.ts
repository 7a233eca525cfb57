import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, type Result } from '@/lib/shared/result';
import { allowedActions, getDelivery } from './delivery-queries';
import { previousSequence } from './line-sql';
import type { DeliveryDetail, DeliveryError } from './model';
import { releaseLine } from './release-line';

export type SkipDelivery = { actor: Actor; deliveryId: string; reason: string };

/**
 * Gives a dead delivery up for good, for a reason that the audit log keeps; what stands behind it in its order goes on,
 * and does not name it as what came before.
 *
 * Errors: `delivery.notFound`; `delivery.notSkippable` when it is not dead, or its endpoint was removed. Locks the order, as whatever plans for it
 * does, so that a change which still took this one for sent is there to be corrected; then the delivery.
 */
export async function skipDelivery(
  tx: Tx,
  { actor, deliveryId, reason }: SkipDelivery,
): Promise<Result<DeliveryDetail, DeliveryError>> {
  assertAdmin(actor);
  await execute(
    tx,
    sql`SELECT FROM orders WHERE id = (SELECT order_id FROM deliveries WHERE id = ${deliveryId}::uuid) FOR NO KEY UPDATE`,
  );
  await execute(tx, sql`SELECT FROM deliveries WHERE id = ${deliveryId}::uuid FOR NO KEY UPDATE`);
  const before = await getDelivery(tx, deliveryId);
  if (!before.ok) return before;
  const { state, endpoint, orderId, sequence } = before.value;
  if (!allowedActions(before.value).includes('skip')) return err({ code: 'delivery.notSkippable', state });
  await execute(
    tx,
    sql`UPDATE deliveries SET state = 'SKIPPED', settled_at = clock_timestamp() WHERE id = ${deliveryId}::uuid AND state = 'DEAD'`,
  );
  // Bodies that were sent stay as they are.
  await execute(
    tx,
    sql`UPDATE deliveries delivery SET previous_sequence = ${previousSequence}
        WHERE endpoint_id = ${endpoint.id}::uuid AND order_id = ${orderId}::uuid AND state = 'PENDING' AND previous_sequence = ${sequence}::int
          AND lease_token IS NULL AND NOT EXISTS (SELECT FROM delivery_attempts attempt WHERE attempt.delivery_id = delivery.id)`,
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
