import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { type Actor, doneBy } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import type { Tracking, TransitionError, TransitionTarget } from './model';
import type { OrderRow } from './order-row';
import { actionTo, allowedTransitions, isAllowed, withTracking } from './rules';

export type TransitionOrder = {
  actor: Actor;
  orderId: string;
  to: TransitionTarget;
  /** The parcel, where it is known when the order is shipped. */
  tracking?: Tracking | undefined;
  now: Date;
};

/** An admin moves a paid order along. Errors: `order.notFound`, `order.transitionNotAllowed` with what is allowed instead. */
export async function transitionOrder(
  tx: Tx,
  { actor, orderId, to, tracking, now }: TransitionOrder,
): Promise<Result<OrderRow, TransitionError>> {
  assertAdmin(actor);
  const locked = await lockOrder(tx, { orderId });
  if (!locked) return err({ code: 'order.notFound' });
  const { status } = locked.order;
  const action = actionTo(to);
  if (!isAllowed(action, status)) {
    return err({ code: 'order.transitionNotAllowed', orderStatus: status, allowed: allowedTransitions(status) });
  }
  const by = doneBy(actor, 'ADMIN');
  const order = tracking ? withTracking(locked.order, tracking) : locked.order;
  const change = { action, type: 'order.status_changed', doneBy: by, now } as const;
  const changed = await changeOrder(tx, { ...locked, order }, change);
  await writeAuditLog(tx, {
    actor,
    action: 'order.transition',
    entityType: 'order',
    entityId: orderId,
    before: { status },
    after: { status: changed.status, ...(tracking && { tracking }) },
  });
  return ok(changed);
}
