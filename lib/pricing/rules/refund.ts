import { sumOf } from '@/lib/shared/money';
import type { FrozenCoupon, RefundBasis } from '../model';
import { discountOn } from './coupon-terms';

export type Refund = {
  /** What is given back now. */
  refundWon: number;
  /** Discount that is lost because what remains is below a coupon's minimum. */
  reclaimedDiscountWon: number;
  /** Nothing remains: coupons are given back too, as their campaigns say, and so is shipping. */
  isComplete: boolean;
};

/**
 * What cancelling so many further units of each line gives back, in won. One formula for every policy: what was paid, less what the
 * remaining units would have cost with their coupons, less what was given back before. Never negative, never above what was paid in all;
 * with nothing left, exactly the rest of what was paid.
 *
 * `cancelUnits` is by line, and no more than a line has left.
 */
export function refundFor(order: RefundBasis, cancelUnits: number[]): Refund {
  const before = order.lines.map((line) => line.quantity - line.cancelledQuantity);
  const after = before.map((units, line) => units - (cancelUnits[line] ?? 0));
  const isComplete = after.every((units) => units === 0);
  const reclaimed = order.coupons.map((coupon) =>
    isBroken(coupon, order, after) ? benefitOf(coupon, order, before) - benefitOf(coupon, order, after) : 0,
  );
  return {
    refundWon: Math.max(0, order.paidWon - owedFor(order, after) - order.refundedWon),
    reclaimedDiscountWon: isComplete ? 0 : Math.max(0, sumOf(reclaimed)),
    isComplete,
  };
}

/** What the order would have cost with only the remaining units. */
function owedFor(order: RefundBasis, remaining: number[]): number {
  if (remaining.every((units) => units === 0)) return 0;
  const benefitWon = sumOf(order.coupons.map((coupon) => benefitOf(coupon, order, remaining)));
  return Math.max(0, grossOfUnits(order, remaining) - benefitWon) + order.shippingWon;
}

/**
 * What a coupon takes off the remaining units. Of a line the later units are cancelled first, so these are its first ones.
 *
 * Below the minimum a proportional benefit is that part of the discount which the remaining goods are of the minimum. A percentage gives no
 * more than it would have given on the remaining goods alone.
 */
function benefitOf(coupon: FrozenCoupon, order: RefundBasis, remaining: number[]): number {
  if (!isBroken(coupon, order, remaining)) {
    return sumOf(coupon.unitSharesWon.map((shares, line) => sumOf(shares.slice(0, remaining[line]))));
  }
  if (coupon.policy === 'RECLAIM') return 0;
  const goodsWon = goodsLeft(coupon, order, remaining);
  // Exact: the product of two amounts leaves the safe integers.
  const partWon = Number((BigInt(coupon.discountWon) * BigInt(goodsWon)) / BigInt(coupon.minimumWon));
  return coupon.discount.type === 'FIXED' ? partWon : Math.min(partWon, discountOn(coupon.discount, goodsWon));
}

function isBroken(coupon: FrozenCoupon, order: RefundBasis, remaining: number[]): boolean {
  return coupon.policy !== 'KEEP' && goodsLeft(coupon, order, remaining) < coupon.minimumWon;
}

function goodsLeft({ inScope }: FrozenCoupon, order: RefundBasis, remaining: number[]): number {
  return grossOfUnits(
    order,
    remaining.map((units, line) => (inScope[line] ? units : 0)),
  );
}

function grossOfUnits({ lines }: RefundBasis, units: number[]): number {
  return sumOf(lines.map(({ unitPriceWon }, line) => unitPriceWon * (units[line] ?? 0)));
}
