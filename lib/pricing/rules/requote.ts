import type { CouponTerms, FrozenCoupon, QuoteInDetail, ShippingRule } from '../model';
import { freezeCoupons } from './freeze-coupons';
import { quote } from './quote';

/**
 * What an unpaid order costs with only these of its coupons: at the prices and on the terms that were frozen when it was placed.
 *
 * `lines` are the order's, in order, as the coupons' shares are.
 */
export function requote(
  lines: { unitPriceWon: number; quantity: number }[],
  coupons: FrozenCoupon[],
  shipping: ShippingRule,
): { price: QuoteInDetail; coupons: FrozenCoupon[] } {
  // A line is named by its place, and a coupon for items is for the lines that it was for.
  const priced = lines.map((line, place) => ({ ...line, variantId: '', productId: String(place), categoryId: '' }));
  const terms = coupons.map((coupon) => ({ ...coupon, scope: scopeOf(coupon) }));
  const price = quote(priced, terms, shipping);
  return { price, coupons: freezeCoupons(priced, price, terms) };
}

function scopeOf({ lane, inScope }: FrozenCoupon): CouponTerms['scope'] {
  if (lane !== 'ITEM') return { type: 'ALL' };
  return { type: 'PRODUCTS', ids: inScope.flatMap((isIn, place) => (isIn ? [String(place)] : [])) };
}
