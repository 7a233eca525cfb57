import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { type Actor, doneBy } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import type { OrderError, Tracking } from './model';
import type { OrderRow } from './order-row';
import { isAllowed, trackingOf, withTracking } from './rules';

export type ChangeTracking = { actor: Actor; orderId: string; tracking: Tracking; now: Date };

/**
 * An admin says which parcel an order is in, for the first time or better, while it is on its way. The same parcel again changes nothing.
 *
 * Errors: `order.notFound`, `order.notShipped` before SHIPPED and after it. Locks the order.
 */
export async function changeTracking(
  tx: Tx,
  { actor, orderId, tracking, now }: ChangeTracking,
): Promise<Result<OrderRow, OrderError>> {
  assertAdmin(actor);
  const locked = await lockOrder(tx, { orderId });
  if (!locked) return err({ code: 'order.notFound' });
  const { order } = locked;
  if (!isAllowed('changeTracking', order.status)) return err({ code: 'order.notShipped', orderStatus: order.status });
  const before = trackingOf(order);
  if (before?.carrier === tracking.carrier && before.number === tracking.number) return ok(order);
  const by = doneBy(actor, 'ADMIN');
  const change = { action: 'changeTracking', type: 'order.tracking_changed', doneBy: by, now } as const;
  const changed = await changeOrder(tx, { ...locked, order: withTracking(order, tracking) }, change);
  await writeAuditLog(tx, {
    actor,
    action: 'order.changeTracking',
    entityType: 'order',
    entityId: orderId,
    before: { tracking: before },
    after: { tracking },
  });
  return ok(changed);
}
