import type { RefundBasis } from '@/lib/pricing/model';
import { type Refund, refundFor } from '@/lib/pricing/rules/refund';
import { later } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  actionTargets,
  cancelWindowMs,
  type LineToCancel,
  type OrderAction,
  type OrderError,
  type OrderStatus,
  type OrderTotals,
  orderActions,
  type TransitionTarget,
  transitionTargets,
} from './model';
import type { OrderLineRow, OrderRow } from './order-row';

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

type Standing = Pick<OrderRow, 'status' | 'holdExpiresAt' | 'holdRenewedAt' | 'paidAt'>;

/** What the customer may do with it now. A hold that is over can't be paid, even while the sweep is late. */
export function customerActions(order: Standing, now: Date): string[] {
  const actions = [];
  if (isAllowed('pay', order.status) && holdIsOpen(order.holdExpiresAt, now)) actions.push('pay');
  if (mayRenewHold(order, now)) actions.push('renewHold');
  if (isAllowed('changeAddress', order.status)) actions.push('changeAddress');
  if (!refuseToCancel(order, { by: 'CUSTOMER', now })) actions.push('cancel');
  return actions;
}

/** Once, and not when it is over. */
export function mayRenewHold(order: Standing, now: Date): boolean {
  return isAllowed('renewHold', order.status) && order.holdRenewedAt === null && holdIsOpen(order.holdExpiresAt, now);
}

/** What an admin may do with it: the states that come next, and to cancel it. */
export function adminActions(status: OrderStatus): string[] {
  return [...allowedTransitions(status), ...(isAllowed('cancel', status) ? ['cancel'] : [])];
}

/** Who cancels decides how long one may: the customer for a while after payment and before PREPARING, an admin until SHIPPED. */
type Canceller = { by: 'CUSTOMER' | 'ADMIN'; now: Date };

function refuseToCancel(order: Standing, { by, now }: Canceller): OrderError | null {
  const { status } = order;
  const isTooLate = by === 'CUSTOMER' && status !== 'PENDING_PAYMENT' && status !== 'PAID';
  if (!isAllowed('cancel', status) || isTooLate) return { code: 'order.notCancellable', orderStatus: status };
  const until = cancellableUntil(order);
  if (by === 'ADMIN' || status === 'PENDING_PAYMENT' || (until && now < until)) return null;
  return { code: 'order.cancelWindowClosed', cancellableUntil: until?.toISOString() ?? null };
}

/** Units of each line, in the lines' order, and what their cancellation gives back. */
export type Cancellation = { units: number[]; refund: Refund };

/**
 * Whether so many units of these lines may be cancelled now (without `lines` all that is left), and what that gives back.
 *
 * Errors, in this order: `order.notCancellable`, `order.cancelWindowClosed`, `order.unitsNotLeft` (also for a line that is not the order's),
 * `order.wholeOnly` for a part of an unpaid order.
 */
export function decideCancellation(
  order: OrderRow,
  { lines, ...canceller }: Canceller & { lines?: LineToCancel[] | undefined },
): Result<Cancellation, OrderError> {
  const refused = refuseToCancel(order, canceller);
  if (refused) return err(refused);
  const left = order.lines.map((line) => line.quantity - line.cancelledQuantity);
  const leftOf = new Map(order.lines.map((line, place) => [line.id, left[place] ?? 0]));
  const tooMany = (lines ?? []).filter(({ lineId, quantity }) => quantity > (leftOf.get(lineId) ?? 0));
  if (tooMany.length > 0) {
    const missing = tooMany.map(({ lineId, quantity }) => {
      return { lineId, requestedUnits: quantity, remainingUnits: leftOf.get(lineId) ?? 0 };
    });
    return err({ code: 'order.unitsNotLeft', lines: missing });
  }
  const unitsOf = new Map(lines?.map(({ lineId, quantity }) => [lineId, quantity]));
  const units = lines ? order.lines.map((line) => unitsOf.get(line.id) ?? 0) : left;
  const refund = refundFor(refundBasisOf(order), units);
  if (order.status === 'PENDING_PAYMENT' && !refund.isComplete) return err({ code: 'order.wholeOnly' });
  return ok({ units, refund });
}

/** The lines that so many units of each are taken from. */
export function linesTaken({ lines }: Pick<OrderRow, 'lines'>, units: number[]): LineToCancel[] {
  return lines.flatMap(({ id }, place) => {
    const quantity = units[place] ?? 0;
    return quantity > 0 ? [{ lineId: id, quantity }] : [];
  });
}

/** What cancelling all that is left of one line would give back for its goods now; 0 where nothing can be given back any more. */
export function refundableWon(order: OrderRow, line: OrderLineRow): number {
  if (!isAllowed('cancelUnits', order.status)) return 0;
  const units = order.lines.map((one) => (one === line ? line.quantity - line.cancelledQuantity : 0));
  const { shippingWon, paidWon, ...basis } = refundBasisOf(order);
  return refundFor({ ...basis, shippingWon: 0, paidWon: paidWon - shippingWon }, units).refundWon;
}

function refundBasisOf({ lines, coupons, shippingWon, paidWon, refundedWon }: OrderRow): RefundBasis {
  return { lines, coupons: coupons.map(({ frozen }) => frozen), shippingWon, paidWon, refundedWon };
}

export function couponIdsOf({ coupons }: Pick<OrderRow, 'coupons'>): string[] {
  return coupons.map(({ frozen }) => frozen.couponId);
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
