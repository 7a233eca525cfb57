import type { CouponScope, Discount } from '@/lib/coupons/model';
import { sumOf } from '@/lib/shared/money';
import type { CouponTerms, Lane, PricedLine } from '../model';

/** Coupons for everything discount the order, a percentage first; all others discount items. */
export function laneOf({
  scope,
  discount,
}: {
  scope: Pick<CouponScope, 'type'>;
  discount: Pick<Discount, 'type'>;
}): Lane {
  if (scope.type !== 'ALL') return 'ITEM';
  return discount.type === 'PERCENT' ? 'ORDER_PERCENT' : 'ORDER_FIXED';
}

export function isInScope({ scope }: Pick<CouponTerms, 'scope'>, line: PricedLine): boolean {
  switch (scope.type) {
    case 'ALL':
      return true;
    case 'PRODUCTS':
      return scope.ids.includes(line.productId);
    case 'CATEGORIES':
      return scope.ids.includes(line.categoryId);
  }
}

/** What a discount takes off an amount: never more than there is, and a percentage floored to the won. */
export function discountOn(discount: Discount, amountWon: number): number {
  if (discount.type === 'FIXED') return Math.min(discount.amountWon, amountWon);
  const shareWon = Math.floor((amountWon * discount.percent) / 100);
  return discount.capWon === null ? shareWon : Math.min(discount.capWon, shareWon);
}

export function grossOf(line: { unitPriceWon: number; quantity: number }): number {
  return line.unitPriceWon * line.quantity;
}

/** The goods in a coupon's scope at their prices, before any coupon: what its minimum is compared with. */
export function goodsInScope(coupon: Pick<CouponTerms, 'scope'>, lines: PricedLine[]): number {
  return sumOf(lines.filter((line) => isInScope(coupon, line)).map(grossOf));
}
