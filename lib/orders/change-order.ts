import type { Tx } from '@/lib/db/client';
import { execute, joinSql, sql } from '@/lib/db/sql';
import type { DoneBy } from '@/lib/identity/model';
import { invariant } from '@/lib/shared/invariant';
import { appendEvent } from './append-event';
import type { LockedOrder } from './lock-order';
import { actionTargets, type OrderAction, type OrderEventType, orderActions } from './model';
import type { OrderRow } from './order-row';
import { isAllowed } from './rules';

export type ChangeOrder = {
  action: OrderAction;
  type: OrderEventType;
  doneBy: DoneBy;
  reason?: string | undefined;
  now: Date;
};

/**
 * The one way an order changes: moves a locked order to the action's target state, with what the caller has changed in it besides, and
 * appends the event with its snapshot.
 *
 * The caller has asked `isAllowed` and answers the refusal in its own words; the write repeats the state table all the same.
 * From payment on each change takes the order's next export sequence.
 */
export async function changeOrder(tx: Tx, { order, tier }: LockedOrder, change: ChangeOrder): Promise<OrderRow> {
  const { action, type, doneBy, reason, now } = change;
  invariant(isAllowed(action, order.status), `${action} is allowed in ${order.status}`);
  const pays = action === 'pay';
  const changed: OrderRow = {
    ...order,
    status: actionTargets[action] ?? order.status,
    eventCount: order.eventCount + 1,
    exportCount: order.exportCount + (pays || order.exportCount > 0 ? 1 : 0),
    paidAt: pays ? now : order.paidAt,
    paidWon: pays ? order.totalWon : order.paidWon,
  };
  const allowedIn = joinSql(orderActions[action].map((status) => sql`${status}::order_status`));
  const written = await execute(
    tx,
    sql`UPDATE orders SET status = ${changed.status}::order_status, event_count = ${changed.eventCount},
          export_count = ${changed.exportCount}, paid_at = ${changed.paidAt}, paid_won = ${changed.paidWon},
          item_discount_won = ${changed.itemDiscountWon}, order_discount_won = ${changed.orderDiscountWon},
          shipping_won = ${changed.shippingWon}, total_won = ${changed.totalWon}, refunded_won = ${changed.refundedWon}, hold_expires_at = ${changed.holdExpiresAt}, hold_renewed_at = ${changed.holdRenewedAt},
          recipient = ${changed.recipient}, phone = ${changed.phone}, postal_code = ${changed.postalCode},
          line1 = ${changed.line1}, line2 = ${changed.line2}, updated_at = ${now}
        WHERE id = ${order.id}::uuid AND status IN (${allowedIn}) AND event_count = ${order.eventCount}`,
  );
  invariant(written === 1, `order ${order.id} is locked while it changes`);
  await appendEvent(tx, { order: changed, tier, type, fromStatus: order.status, doneBy, reason: reason ?? null, now });
  return changed;
}
