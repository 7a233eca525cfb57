import { sumOf } from '@/lib/shared/money';
import {
  type CouponTerms,
  lanes,
  type PricedLine,
  type QuotedCoupon,
  type QuoteInDetail,
  type ShippingRule,
  type TraceStep,
} from '../model';
import { discountOn, goodsInScope, grossOf, isInScope, laneOf } from './coupon-terms';
import { splitWon } from './split-won';

/**
 * The price of a cart with these coupons, and why. In which order lines or coupons were chosen changes nothing of the total.
 *
 * Nothing in the cart costs nothing, shipping included.
 */
export function quote(lines: PricedLine[], coupons: CouponTerms[], shipping: ShippingRule): QuoteInDetail {
  const leftWon = lines.map(grossOf);
  const goodsWon = sumOf(leftWon);
  const quoted = lanes.flatMap((lane) => {
    const ofLane = coupons.filter((coupon) => laneOf(coupon) === lane);
    return quoteLane(ofLane, lines, leftWon).map((coupon) => ({ ...coupon, lane }));
  });
  const discountOf = (isItem: boolean) =>
    sumOf(quoted.filter(({ lane }) => (lane === 'ITEM') === isItem).map(({ discountWon }) => discountWon));
  const { shippingWon, step } = quoteShipping(lines.length === 0 ? null : sumOf(leftWon), shipping);
  const applied = quoted.filter(({ refusal }) => refusal === null);
  const refused = quoted.filter(({ refusal }) => refusal !== null);
  return {
    goodsWon,
    itemDiscountWon: discountOf(true),
    orderDiscountWon: discountOf(false),
    shippingWon,
    totalWon: sumOf(leftWon) + shippingWon,
    trace: [...[...applied, ...refused].map(traceOf), ...step],
    coupons: [...applied, ...refused].map(({ lane: _lane, ...coupon }) => coupon),
    lineDiscountsWon: lines.map((line, index) => grossOf(line) - (leftWon[index] ?? 0)),
  };
}

/**
 * The coupons of one lane on what is left of the lines, which they lessen. The largest discount goes first, then the smaller id; what each
 * gives is looked at again after every one. A coupon that does not stack leaves its lines to those that do.
 */
function quoteLane(coupons: CouponTerms[], lines: PricedLine[], leftWon: number[]): QuotedCoupon[] {
  const quoted: QuotedCoupon[] = [];
  const isTaken = lines.map(() => false);
  const isOpenTo = (coupon: CouponTerms) => (line: PricedLine, index: number) =>
    isInScope(coupon, line) && (coupon.stackable || !isTaken[index]);

  let waiting = coupons.filter((coupon) => {
    const refused = refuse(coupon, lines);
    if (refused) quoted.push(refused);
    return !refused;
  });
  while (waiting.length > 0) {
    const offers = waiting.map((coupon) => {
      const open = lines.map(isOpenTo(coupon));
      const weights = leftWon.map((won, index) => (open[index] ? won : 0));
      return { coupon, open, weights, discountWon: discountOn(coupon.discount, sumOf(weights)) };
    });
    const best = offers.reduce((one, other) => (isBetter(other, one) ? other : one));
    if (best.discountWon === 0) {
      quoted.push(
        ...offers.map(({ coupon, open }) =>
          refusedAs(coupon, lines, open.includes(true) ? 'NOTHING_LEFT' : 'LANE_TAKEN'),
        ),
      );
      break;
    }
    const sharesWon = splitWon(best.discountWon, best.weights);
    sharesWon.forEach((won, index) => {
      leftWon[index] = (leftWon[index] ?? 0) - won;
    });
    if (!best.coupon.stackable) {
      best.open.forEach((open, index) => {
        if (open) isTaken[index] = true;
      });
    }
    const { couponId } = best.coupon;
    quoted.push({ couponId, discountWon: best.discountWon, sharesWon, refusal: null, missingWon: 0 });
    waiting = waiting.filter((coupon) => coupon !== best.coupon);
  }
  return quoted;
}

type Offer = { coupon: CouponTerms; discountWon: number };

function isBetter(one: Offer, other: Offer): boolean {
  if (one.discountWon !== other.discountWon) return one.discountWon > other.discountWon;
  return one.coupon.couponId < other.coupon.couponId;
}

/** What the cart itself says against a coupon, whatever others there are. */
function refuse(coupon: CouponTerms, lines: PricedLine[]): QuotedCoupon | null {
  if (!lines.some((line) => isInScope(coupon, line))) return refusedAs(coupon, lines, 'NOT_IN_CART');
  const missingWon = coupon.minimumWon - goodsInScope(coupon, lines);
  return missingWon > 0 ? { ...refusedAs(coupon, lines, 'BELOW_MINIMUM'), missingWon } : null;
}

function refusedAs(
  { couponId }: CouponTerms,
  lines: PricedLine[],
  refusal: NonNullable<QuotedCoupon['refusal']>,
): QuotedCoupon {
  return { couponId, discountWon: 0, sharesWon: lines.map(() => 0), refusal, missingWon: 0 };
}

function traceOf({ couponId, discountWon, refusal, missingWon }: QuotedCoupon): TraceStep {
  if (refusal === null) return { rule: 'coupon.applied', amountWon: discountWon, missingWon: null, couponId };
  const missing = refusal === 'BELOW_MINIMUM' ? missingWon : null;
  return { rule: 'coupon.refused', amountWon: 0, missingWon: missing, couponId, reason: refusal };
}

/** Free from a threshold of goods after discounts; null is an empty cart. */
function quoteShipping(
  goodsWon: number | null,
  { shippingFeeWon, freeShippingFromWon }: ShippingRule,
): { shippingWon: number; step: TraceStep[] } {
  if (goodsWon === null) return { shippingWon: 0, step: [] };
  if (goodsWon >= freeShippingFromWon) {
    return { shippingWon: 0, step: [{ rule: 'shipping.free', amountWon: 0, missingWon: null }] };
  }
  return {
    shippingWon: shippingFeeWon,
    step: [{ rule: 'shipping.fee', amountWon: shippingFeeWon, missingWon: freeShippingFromWon - goodsWon }],
  };
}
