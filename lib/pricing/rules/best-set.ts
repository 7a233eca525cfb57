import { sumOf } from '@/lib/shared/money';
import type { CouponTerms, PricedLine, ShippingRule } from '../model';
import { grossOf, laneOf } from './coupon-terms';
import { type LaneState, type Offer, offersOf, openLane, type PlacedCoupon, placeCoupon, takeOffer } from './offers';
import { quote, refuse, shippingOn } from './quote';

/**
 * The coupons that together make the cart cost the least, by id: exactly, since every set is looked at that could be the one. Of sets that
 * cost the same it is one with the fewest coupons, and of those the first by the ids.
 *
 * Follows `quote`, with the same offers: each time it takes the best offer, it also tries to go on without that coupon. What keeps this
 * short is said where it is done: stages that touch each other by a sum alone, states seen before, coupons that are alike, and a bound.
 */
export function bestSet(lines: PricedLine[], coupons: CouponTerms[], shipping: ShippingRule): string[] {
  // One that can't apply changes nothing.
  const usable = coupons.filter((coupon) => refuse(coupon, lines) === null).toSorted(byId);
  const candidates = usable.map((coupon, place) => ({ ...placeCoupon(coupon, lines), bit: 2 ** place }));
  const stages = stagesOf(candidates, lines.map(grossOf));
  return search(stages, sumOf(lines.map(grossOf)), shipping).toSorted();
}

/** What these units cost with the best of the coupons, as if they were bought alone and shipped for nothing. */
export function bestPriceOf(line: PricedLine, coupons: CouponTerms[]): { priceWon: number; couponIds: string[] } {
  const shipping = { shippingFeeWon: 0, freeShippingFromWon: 0 };
  const couponIds = bestSet([line], coupons, shipping);
  const best = coupons.filter(({ couponId }) => couponIds.includes(couponId));
  return { priceWon: quote([line], best, shipping).totalWon, couponIds };
}

function byId(one: CouponTerms, other: CouponTerms): number {
  return one.couponId < other.couponId ? -1 : 1;
}

type Candidate = PlacedCoupon & { bit: number };

/** Coupons that compete. `goodsWon` has their lines; null is one line of all that the stages before left. */
type Stage = { candidates: Candidate[]; goodsWon: number[] | null };

/** The lanes, of which that for items falls into groups which share no line: which goes first makes no difference there. */
function stagesOf(candidates: Candidate[], goodsWon: number[]): Stage[] {
  const ofLane = (lane: string) => candidates.filter(({ coupon }) => laneOf(coupon) === lane);
  const groups = groupByLines(ofLane('ITEM')).map((group) => itemStage(group, goodsWon));
  // They are for all lines, so what they take off depends on the sum alone.
  const orders = [ofLane('ORDER_PERCENT'), ofLane('ORDER_FIXED')].map((group) => onOneLine(group, null));
  return [...groups, ...orders].filter((stage) => stage.candidates.length > 0);
}

function groupByLines(candidates: Candidate[]): Candidate[][] {
  return candidates.reduce<Candidate[][]>((groups, one) => {
    const touches = (group: Candidate[]) =>
      group.some((other) => other.inScope.some((isIn, line) => isIn && one.inScope[line]));
    return [...groups.filter((group) => !touches(group)), [...groups.filter(touches).flat(), one]];
  }, []);
}

function itemStage(group: Candidate[], goodsWon: number[]): Stage {
  const isIn = goodsWon.map((_, line) => group.some(({ inScope }) => inScope[line]));
  const narrowed = group.map((one) => ({ ...one, inScope: one.inScope.filter((_, line) => isIn[line]) }));
  const narrowedWon = goodsWon.filter((_, line) => isIn[line]);
  const areSame = narrowed.every(({ inScope }) => !inScope.includes(false));
  return areSame ? onOneLine(narrowed, [sumOf(narrowedWon)]) : { candidates: narrowed, goodsWon: narrowedWon };
}

function onOneLine(group: Candidate[], goodsWon: Stage['goodsWon']): Stage {
  return { candidates: group.map((one) => ({ ...one, inScope: [true] })), goodsWon };
}

/** A set in the making. */
type Chosen = { couponIds: string[]; rank: number };

/** Where the search is: within a stage, what is left of the lines of no concern there, and what was chosen. */
type Node = { place: number; lane: LaneState; waiting: Candidate[]; elsewhereWon: number; chosen: Chosen };

function search(stages: Stage[], goodsWon: number, shipping: ShippingRule): string[] {
  let best = { couponIds: [] as string[], rank: 0, totalWon: goodsWon + shippingOn(goodsWon, shipping) };
  const seen = new Map<string, number>();
  // By rank a coupon less comes before anything else, then the smaller ids; it is a sum, so that what is added to two sets changes nothing
  // about which of them comes first.
  const most = 2 ** stages.flatMap(({ candidates }) => candidates).length;
  const rankOf = ({ bit }: Candidate) => most - most / (2 * bit);

  const enter = (place: number, sumWon: number, chosen: Chosen): void => {
    const stage = stages[place];
    if (!stage) {
      const totalWon = sumWon + shippingOn(sumWon, shipping);
      if (isBeaten(totalWon, chosen)) best = { ...chosen, totalWon };
      return;
    }
    const lane = openLane(stage.goodsWon ?? [sumWon]);
    visit({ place, lane, waiting: stage.candidates, elsewhereWon: sumWon - sumOf(lane.leftWon), chosen });
  };

  /** Whether the best is worse than a set of at least this total and rank. */
  const isBeaten = (totalWon: number, { rank }: Chosen) =>
    totalWon < best.totalWon || (totalWon === best.totalWon && rank < best.rank);

  const visit = (node: Node): void => {
    const { place, lane, waiting, elsewhereWon, chosen } = node;
    // What would take nothing off now never will.
    const offers = offersOf(waiting, lane).filter(({ discountWon }) => discountWon > 0);
    const bits = sumOf(offers.map(({ placed }) => placed.bit));
    const key = [place, bits, elsewhereWon, lane.leftWon, lane.isTaken.map(Number)].join();
    if ((seen.get(key) ?? Number.POSITIVE_INFINITY) <= chosen.rank) return;
    seen.set(key, chosen.rank);
    for (const [index, offer] of offers.entries()) {
      const open = offers.slice(index);
      if (!isBeaten(leastTotal(node, open), chosen)) return;
      // Of two that are alike and follow each other, the second is never needed where the first was left out.
      if (areAlike(offers[index - 1], offer)) continue;
      visit({
        ...node,
        lane: takeOffer(lane, offer).lane,
        waiting: open.slice(1).map(({ placed }) => placed),
        chosen: {
          couponIds: [...chosen.couponIds, offer.placed.coupon.couponId],
          rank: chosen.rank + rankOf(offer.placed),
        },
      });
    }
    enter(place + 1, elsewhereWon + sumOf(lane.leftWon), chosen);
  };

  /** A bound of what the cart costs in the end, when of the offers of this stage none but these may be taken. */
  const leastTotal = ({ place, lane, elsewhereWon }: Node, open: Offer<Candidate>[]): number => {
    const sumWon = elsewhereWon + sumOf(lane.leftWon);
    let leastWon = elsewhereWon + leastLeft(lane.leftWon, open);
    for (const { candidates, goodsWon } of stages.slice(place + 1)) {
      // Offers are of the most that there may be then, and so no smaller than they will be.
      const later = goodsWon ?? [sumWon];
      const offers = offersOf(candidates, openLane(later));
      leastWon = goodsWon
        ? leastWon - sumOf(later) + leastLeft(later, offers)
        : leastLeft([Math.max(0, leastWon)], offers);
    }
    const withShipping = leastWon + shippingOn(leastWon, shipping);
    return sumWon < shipping.freeShippingFromWon
      ? withShipping
      : Math.min(withShipping, Math.max(leastWon, shipping.freeShippingFromWon));
  };

  enter(0, goodsWon, { couponIds: [], rank: 0 });
  return best.couponIds;
}

function areAlike(one: Offer<Candidate> | undefined, other: Offer<Candidate>): boolean {
  if (!one) return false;
  const termsOf = ({ placed: { coupon, inScope } }: Offer<Candidate>) =>
    JSON.stringify([coupon.discount, coupon.stackable, inScope]);
  return termsOf(one) === termsOf(other);
}

/**
 * A bound of what is left of lines that have at least so much, whichever of the offers are taken.
 *
 * A percentage that stacks leaves its part of a line, whatever it finds there; one at its cap, or a fixed amount, takes no more than now. Of
 * those that don't stack a line bears one. In the worst case the parts come first. By rounding a line loses less than a won to each.
 */
function leastLeft(leftWon: number[], offers: Offer<Candidate>[]): number {
  const stacking = offers.filter(({ placed }) => placed.coupon.stackable);
  const others = offers.filter(({ placed }) => !placed.coupon.stackable);
  const parts = stacking.filter((offer) => partOf(offer) !== null);
  const amountsWon = sumOf(stacking.filter((offer) => partOf(offer) === null).map(({ discountWon }) => discountWon));
  const lines = leftWon.map((won, line) => {
    const ofLine = parts.filter(({ isOpen }) => isOpen[line]);
    const restWon = ofLine.reduce((rest, offer) => rest * (1 - (partOf(offer) ?? 0)), won);
    const takenWon = others
      .filter(({ isOpen }) => isOpen[line])
      .map((offer) => Math.min(offer.discountWon, restWon * (partOf(offer) ?? 1)));
    const roundingWon = leftWon.length > 1 ? ofLine.length + 1 : 0;
    return { restWon: restWon - roundingWon, takenWon: Math.max(0, ...takenWon) };
  });
  const takenWon = Math.min(
    sumOf(lines.map((line) => line.takenWon)),
    sumOf(others.map(({ discountWon }) => discountWon)),
  );
  return Math.max(0, Math.floor(sumOf(lines.map((line) => line.restWon)) - takenWon - amountsWon));
}

/** What a percentage takes of whatever it finds; null for an amount, or at a cap. */
function partOf({ placed, discountWon }: Offer<Candidate>): number | null {
  const { discount } = placed.coupon;
  if (discount.type === 'FIXED' || discountWon === discount.capWon) return null;
  return discount.percent / 100;
}
