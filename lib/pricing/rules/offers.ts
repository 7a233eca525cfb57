import { sumOf } from '@/lib/shared/money';
import type { CouponTerms, PricedLine } from '../model';
import { discountOn, isInScope } from './coupon-terms';
import { splitWon } from './split-won';

/** A coupon before lines: by line, whether it is in the coupon's scope. */
export type PlacedCoupon = { coupon: CouponTerms; inScope: boolean[] };

/** Lines while the coupons of a lane apply to them: what is left of each, and whether a coupon that does not stack has it. */
export type LaneState = { leftWon: number[]; isTaken: boolean[] };

/** What a coupon would take off now, and the lines that it would take it off. */
export type Offer<Placed extends PlacedCoupon> = { placed: Placed; isOpen: boolean[]; discountWon: number };

export function placeCoupon(coupon: CouponTerms, lines: PricedLine[]): PlacedCoupon {
  return { coupon, inScope: lines.map((line) => isInScope(coupon, line)) };
}

/** A lane before its first coupon. */
export function openLane(leftWon: number[]): LaneState {
  return { leftWon, isTaken: leftWon.map(() => false) };
}

/** What each of the coupons would take off now; the larger discount first, then the smaller id. No offer ever grows by others' applying. */
export function offersOf<Placed extends PlacedCoupon>(waiting: Placed[], lane: LaneState): Offer<Placed>[] {
  return waiting
    .map((placed) => {
      const { coupon, inScope } = placed;
      const isOpen = inScope.map((isIn, line) => isIn && (coupon.stackable || !lane.isTaken[line]));
      const openWon = sumOf(lane.leftWon.filter((_, line) => isOpen[line]));
      return { placed, isOpen, discountWon: discountOn(coupon.discount, openWon) };
    })
    .toSorted(
      (a, b) => b.discountWon - a.discountWon || (a.placed.coupon.couponId < b.placed.coupon.couponId ? -1 : 1),
    );
}

/** The lane after an offer of it was taken, and each line's part of the discount. A coupon that does not stack leaves its lines to those that do. */
export function takeOffer(
  { leftWon, isTaken }: LaneState,
  { placed, isOpen, discountWon }: Offer<PlacedCoupon>,
): { lane: LaneState; sharesWon: number[] } {
  const sharesWon = splitWon(
    discountWon,
    leftWon.map((won, line) => (isOpen[line] ? won : 0)),
  );
  const lane = {
    leftWon: leftWon.map((won, line) => won - (sharesWon[line] ?? 0)),
    isTaken: placed.coupon.stackable ? isTaken : isTaken.map((was, line) => was || isOpen[line] === true),
  };
  return { lane, sharesWon };
}
