import type { CouponReason, QuoteInDetail, ShippingRule, TraceStep } from '@/lib/pricing/model';
import { quote } from '@/lib/pricing/rules/quote';
import { required } from '@/lib/shared/invariant';
import type { CartContents, CartRow } from './read-cart-contents';
import type { ChosenCoupon } from './read-chosen-coupons';

export type CartQuote = {
  /** The lines that can be bought at all, which `price` is of. */
  lines: CartRow[];
  price: QuoteInDetail;
  /** Why it costs that, with the coupons that can't be used at all. */
  trace: TraceStep[];
  /** Every chosen coupon: those that apply in their order, then the others. */
  coupons: { coupon: ChosenCoupon; discountWon: number; reason: CouponReason | null; missingWon: number }[];
};

/** What a cart costs: its lines that can be bought, with the chosen coupons that can be used. */
export function quoteCart({ lines, coupons }: CartContents, shipping: ShippingRule): CartQuote {
  const sellable = lines.filter((line) => line.sellable);
  const usable = coupons.filter(({ useRefusal }) => useRefusal === null);
  const price = quote(sellable, usable, shipping);
  const useless = coupons
    .filter(({ useRefusal }) => useRefusal !== null)
    .map((coupon) => ({ coupon, discountWon: 0, reason: coupon.useRefusal, missingWon: 0 }));
  const quoted = price.coupons.map(({ couponId, discountWon, refusal, missingWon }) => ({
    coupon: required(
      usable.find((coupon) => coupon.couponId === couponId),
      `coupon ${couponId}`,
    ),
    ...{ discountWon, reason: refusal, missingWon },
  }));
  return { lines: sellable, price, trace: [...price.trace, ...useless.map(traceOf)], coupons: [...quoted, ...useless] };
}

function traceOf({ coupon, reason }: { coupon: ChosenCoupon; reason: CouponReason | null }): TraceStep {
  return {
    rule: 'coupon.refused',
    amountWon: 0,
    missingWon: null,
    couponId: coupon.couponId,
    ...(reason && { reason }),
  };
}
