import { later } from '@/lib/shared/clock';
import {
  actionTargets,
  cancelWindowMs,
  type OrderAction,
  type OrderStatus,
  type OrderTotals,
  orderActions,
  type TransitionTarget,
  transitionTargets,
} from './model';

export function isAllowed(action: OrderAction, status: OrderStatus): boolean {
  return (orderActions[action] as readonly OrderStatus[]).includes(status);
}

/** The states that an admin may move an order to. */
export function allowedTransitions(status: OrderStatus): TransitionTarget[] {
  return transitionTargets.filter((target) => isAllowed(actionTo(target), status));
}

export function actionTo(target: TransitionTarget): OrderAction {
  const actions = Object.keys(actionTargets) as OrderAction[];
  return actions.find((action) => actionTargets[action] === target) ?? 'prepare';
}

/** What the customer may do with it now. A hold that is over can't be paid, even while the sweep is late. */
export function customerActions(order: { status: OrderStatus; holdExpiresAt: Date | null }, now: Date): string[] {
  return isAllowed('pay', order.status) && holdIsOpen(order.holdExpiresAt, now) ? ['pay'] : [];
}

export function holdIsOpen(holdExpiresAt: Date | null, now: Date): boolean {
  return holdExpiresAt !== null && now < holdExpiresAt;
}

/** End of the customer's own right to cancel; null where there is none. */
export function cancellableUntil(order: { status: OrderStatus; paidAt: Date | null }): Date | null {
  return order.status === 'PAID' && order.paidAt ? later(order.paidAt, cancelWindowMs) : null;
}

/** Orders of VIPs go first; very large ones behind the rest. */
export function laneOf({ tier, units }: { tier: string; units: number }): 'VIP' | 'NORMAL' | 'BULK' {
  if (units > bulkUnits) return 'BULK';
  return tier === 'VIP' ? 'VIP' : 'NORMAL';
}

const bulkUnits = 100;

/** An order's amounts in won, as pages, programs and the outside system get them. */
export function totalsOf(order: OrderTotals): OrderTotals {
  const { goodsWon, itemDiscountWon, orderDiscountWon, shippingWon, totalWon, paidWon, refundedWon } = order;
  return { goodsWon, itemDiscountWon, orderDiscountWon, shippingWon, totalWon, paidWon, refundedWon };
}
