import type { PartialCancelPolicy } from '@/lib/coupons/model';
import { required } from '@/lib/shared/invariant';
import type { CouponTerms, FrozenCoupon, PricedLine, QuoteInDetail } from '../model';
import { isInScope, laneOf } from './coupon-terms';
import { splitWon } from './split-won';

type Terms = CouponTerms & { policy: PartialCancelPolicy };

/**
 * The coupons that a quote applied, each with its part of every single unit, as an order keeps them. Parts are of what the coupons before
 * left of a unit, so no unit is ever paid less than nothing for.
 */
export function freezeCoupons(lines: PricedLine[], quoted: QuoteInDetail, terms: Terms[]): FrozenCoupon[] {
  const leftWon = lines.map((line) => Array.from({ length: line.quantity }, () => line.unitPriceWon));
  return quoted.coupons
    .filter(({ refusal }) => refusal === null)
    .map(({ couponId, discountWon, sharesWon }) => {
      const coupon = required(
        terms.find((one) => one.couponId === couponId),
        `the terms of coupon ${couponId}`,
      );
      const unitSharesWon = leftWon.map((units, line) => splitWon(sharesWon[line] ?? 0, units));
      unitSharesWon.forEach((shares, line) => {
        leftWon[line] = (leftWon[line] ?? []).map((won, unit) => won - (shares[unit] ?? 0));
      });
      return {
        couponId,
        discount: coupon.discount,
        discountWon,
        minimumWon: coupon.minimumWon,
        policy: coupon.policy,
        lane: laneOf(coupon),
        stackable: coupon.stackable,
        unitSharesWon,
        inScope: lines.map((line) => isInScope(coupon, line)),
      };
    });
}
