import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { type Actor, doneBy } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import type { OrderError, TransitionTarget } from './model';
import type { OrderRow } from './order-row';
import { actionTo, allowedTransitions, isAllowed } from './rules';

export type TransitionOrder = { actor: Actor; orderId: string; to: TransitionTarget; now: Date };

/** An admin moves a paid order along. Errors: `order.notFound`, `order.transitionNotAllowed` with what is allowed instead. */
export async function transitionOrder(
  tx: Tx,
  { actor, orderId, to, now }: TransitionOrder,
): Promise<Result<OrderRow, OrderError>> {
  assertAdmin(actor);
  const locked = await lockOrder(tx, { orderId });
  if (!locked) return err({ code: 'order.notFound' });
  const { status } = locked.order;
  const action = actionTo(to);
  if (!isAllowed(action, status)) {
    return err({ code: 'order.transitionNotAllowed', orderStatus: status, allowed: allowedTransitions(status) });
  }
  const by = doneBy(actor, 'ADMIN');
  const changed = await changeOrder(tx, locked, { action, type: 'order.status_changed', doneBy: by, now });
  await writeAuditLog(tx, {
    actor,
    action: 'order.transition',
    entityType: 'order',
    entityId: orderId,
    before: { status },
    after: { status: changed.status },
  });
  return ok(changed);
}
