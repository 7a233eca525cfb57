import type { CouponTerms, PricedLine } from '../model';
import { discountOn, goodsInScope } from './coupon-terms';

/** Of the coupons those that save most by themselves, as many as are asked for: an exact search has to end. */
export function mostSaving<Coupon extends CouponTerms>(
  coupons: Coupon[],
  lines: PricedLine[],
  count: number,
): Coupon[] {
  return coupons.toSorted((a, b) => savesAlone(b, lines) - savesAlone(a, lines)).slice(0, count);
}

/** What a coupon would take off if it were the only one and all its goods were left. */
function savesAlone(coupon: CouponTerms, lines: PricedLine[]): number {
  const goodsWon = goodsInScope(coupon, lines);
  return goodsWon < coupon.minimumWon ? 0 : discountOn(coupon.discount, goodsWon);
}
