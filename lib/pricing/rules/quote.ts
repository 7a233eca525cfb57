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
import { goodsInScope, grossOf, isInScope, laneOf } from './coupon-terms';
import { offersOf, openLane, placeCoupon, takeOffer } from './offers';

/**
 * The price of a cart with these coupons, and why. In which order lines or coupons were chosen changes nothing of the total.
 *
 * Nothing in the cart costs nothing, shipping included.
 */
export function quote(lines: PricedLine[], coupons: CouponTerms[], shipping: ShippingRule): QuoteInDetail {
  const goodsWon = sumOf(lines.map(grossOf));
  let leftWon = lines.map(grossOf);
  const quoted = lanes.flatMap((lane) => {
    const ofLane = coupons.filter((coupon) => laneOf(coupon) === lane);
    const quotedLane = quoteLane(ofLane, lines, leftWon);
    leftWon = quotedLane.leftWon;
    return quotedLane.coupons.map((coupon) => ({ ...coupon, lane }));
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
 * The coupons of one lane on what is left of the lines, and what they leave. The largest discount goes first, then the smaller id; what
 * each gives is looked at again after every one.
 */
function quoteLane(
  coupons: CouponTerms[],
  lines: PricedLine[],
  leftWon: number[],
): { coupons: QuotedCoupon[]; leftWon: number[] } {
  const refused = coupons.map((coupon) => refuse(coupon, lines)).filter((coupon) => coupon !== null);
  const applied: QuotedCoupon[] = [];
  let lane = openLane(leftWon);
  let waiting = coupons.filter((coupon) => !refuse(coupon, lines)).map((coupon) => placeCoupon(coupon, lines));
  while (waiting.length > 0) {
    const offers = offersOf(waiting, lane);
    const [best, ...others] = offers;
    if (!best || best.discountWon === 0) {
      refused.push(
        ...offers.map(({ placed, isOpen }) =>
          refusedAs(placed.coupon, lines, isOpen.includes(true) ? 'NOTHING_LEFT' : 'LANE_TAKEN'),
        ),
      );
      break;
    }
    const taken = takeOffer(lane, best);
    lane = taken.lane;
    const { sharesWon } = taken;
    const { couponId } = best.placed.coupon;
    applied.push({ couponId, discountWon: best.discountWon, sharesWon, refusal: null, missingWon: 0 });
    waiting = others.map(({ placed }) => placed);
  }
  return { coupons: [...applied, ...refused], leftWon: lane.leftWon };
}

/** What the cart itself says against a coupon, whatever others there are. */
export function refuse(coupon: CouponTerms, lines: PricedLine[]): QuotedCoupon | null {
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
function quoteShipping(goodsWon: number | null, shipping: ShippingRule): { shippingWon: number; step: TraceStep[] } {
  if (goodsWon === null) return { shippingWon: 0, step: [] };
  const shippingWon = shippingOn(goodsWon, shipping);
  const missingWon = shipping.freeShippingFromWon - goodsWon;
  return missingWon > 0
    ? { shippingWon, step: [{ rule: 'shipping.fee', amountWon: shippingWon, missingWon }] }
    : { shippingWon, step: [{ rule: 'shipping.free', amountWon: 0, missingWon: null }] };
}

export function shippingOn(goodsWon: number, { shippingFeeWon, freeShippingFromWon }: ShippingRule): number {
  return goodsWon >= freeShippingFromWon ? 0 : shippingFeeWon;
}
