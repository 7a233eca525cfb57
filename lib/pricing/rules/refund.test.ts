import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOf } from '@/lib/shared/money';
import type { PricedLine, RefundBasis } from '../model';
import { couponOf, lineOf, shippingOfTests as shipping, someCoupons, someLines, type TestTerms } from '../test-carts';
import { freezeCoupons } from './freeze-coupons';
import { quote } from './quote';
import { refundFor } from './refund';

const propertyRuns = 10_000;
/** Seconds, where nothing else runs. */
const propertyMsMax = 180_000;
const free = { shippingFeeWon: 3_000, freeShippingFromWon: 0 };

/** The order that was paid for these lines. */
function paid(lines: PricedLine[], terms: TestTerms[], rule = shipping): RefundBasis {
  const quoted = quote(lines, terms, rule);
  return {
    lines: lines.map(({ unitPriceWon, quantity }) => ({ unitPriceWon, quantity, cancelledQuantity: 0 })),
    coupons: freezeCoupons(lines, quoted, terms),
    shippingWon: quoted.shippingWon,
    paidWon: quoted.totalWon,
    refundedWon: 0,
  };
}

/** Cancels units step by step; what each step gave back, and the order as it then is. */
function cancel(order: RefundBasis, steps: number[][]) {
  let present = order;
  const refunds = steps.map((units) => {
    const refund = refundFor(present, units);
    present = {
      ...present,
      refundedWon: present.refundedWon + refund.refundWon,
      lines: present.lines.map((line, place) => ({
        ...line,
        cancelledQuantity: line.cancelledQuantity + (units[place] ?? 0),
      })),
    };
    return refund;
  });
  return { refunds, order: present };
}

describe('a refund', () => {
  const thirty = { discount: { type: 'FIXED' as const, amountWon: 30_000 }, minimumWon: 200_000 };

  it('is proportional as Toss Payments publishes it: the benefit falls to 19,500, and 10,500 are reclaimed', () => {
    const order = paid(
      [lineOf(0, 100_000), lineOf(1, 130_000)],
      [couponOf({ ...thirty, policy: 'RECLAIM_PROPORTIONAL' })],
    );
    expect(order.paidWon).toBe(200_000);
    expect(refundFor(order, [1, 0])).toEqual({ refundWon: 89_500, reclaimedDiscountWon: 10_500, isComplete: false });
  });

  it('is never a debt: what a reclaimed coupon swallows comes back with the rest', () => {
    const order = paid([lineOf(0, 190_000), lineOf(1, 10_000)], [couponOf({ ...thirty, policy: 'RECLAIM' })]);
    expect(order.paidWon).toBe(170_000);
    const { refunds } = cancel(order, [
      [0, 1],
      [1, 0],
    ]);
    expect(refunds.map(({ refundWon }) => refundWon)).toEqual([0, 170_000]);
    expect(refunds.map(({ reclaimedDiscountWon }) => reclaimedDiscountWon)).toEqual([30_000, 0]);
  });

  it('keeps the benefit of what remains under KEEP, and gives back what the units were paid with', () => {
    const order = paid([lineOf(0, 100_000), lineOf(1, 130_000)], [couponOf(thirty)]);
    expect(refundFor(order, [1, 0])).toEqual({ refundWon: 86_957, reclaimedDiscountWon: 0, isComplete: false });
  });

  it('cancels the later units of a line first, which bear the smaller parts', () => {
    const order = paid([lineOf(0, 10, 3)], [couponOf({ discount: { type: 'FIXED', amountWon: 10 } })], free);
    // 4 + 3 + 3 won off three units.
    expect(cancel(order, [[1], [1], [1]]).refunds.map(({ refundWon }) => refundWon)).toEqual([7, 7, 6]);
  });

  it('gives shipping back when nothing remains, and not before', () => {
    const order = paid([lineOf(0, 10_000, 2)], []);
    expect(order.paidWon).toBe(23_000);
    const { refunds } = cancel(order, [[1], [1]]);
    expect(refunds.map(({ refundWon }) => refundWon)).toEqual([10_000, 13_000]);
  });

  it('gives no larger part for less: a percentage never takes more off the rest than off goods of that price', () => {
    const order = paid(
      [lineOf(0, 991_000), lineOf(1, 9_000)],
      [
        couponOf({
          discount: { type: 'PERCENT', percent: 10, capWon: null },
          minimumWon: 10_000,
          policy: 'RECLAIM_PROPORTIONAL',
        }),
      ],
    );
    expect(order.paidWon).toBe(900_000);
    expect(refundFor(order, [1, 0]).refundWon).toBe(900_000 - (9_000 - 900));
  });

  it(
    'is never negative, never above what was paid, and in the end exactly that, whatever is cancelled in whichever steps',
    () => {
      const history = fc.tuple(someLines, someCoupons()).chain(([lines, terms]) => {
        return fc.tuple(fc.constant(paid(lines, terms)), someSteps(lines));
      });
      fc.assert(
        fc.property(history, ([order, steps]) => {
          const { refunds, order: after } = cancel(order, steps);
          const isNegative = refunds.some((refund) => refund.refundWon < 0 || refund.reclaimedDiscountWon < 0);
          expect(isNegative).toBe(false);
          const refundedWon = sumOf(refunds.map(({ refundWon }) => refundWon));
          expect(refundedWon).toBeLessThanOrEqual(order.paidWon);
          expect(after.refundedWon).toBe(refundedWon);
          const rest = after.lines.map((line) => line.quantity - line.cancelledQuantity);
          expect(refundedWon + refundFor(after, rest).refundWon).toBe(order.paidWon);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyMsMax,
  );

  it(
    'comes to the same under KEEP in whichever order the same units are cancelled',
    () => {
      const history = fc.tuple(someLines, someCoupons(['KEEP'])).chain(([lines, terms]) => {
        const steps = someSteps(lines);
        const shuffled = steps.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        );
        return fc.tuple(fc.constant(paid(lines, terms)), shuffled);
      });
      fc.assert(
        fc.property(history, ([order, [steps, other]]) => {
          expect(cancel(order, other).order.refundedWon).toBe(cancel(order, steps).order.refundedWon);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyMsMax,
  );
});

/** Any sequence of cancellations that the lines allow: each unit is cancelled in one of a few steps, or not at all. */
function someSteps(lines: PricedLine[]): fc.Arbitrary<number[][]> {
  const stepCount = 4;
  const stepOfUnit = fc.integer({ min: 0, max: stepCount });
  const units = fc.tuple(
    ...lines.map(({ quantity }) => fc.array(stepOfUnit, { minLength: quantity, maxLength: quantity })),
  );
  return units.map((steps) =>
    Array.from({ length: stepCount }, (_, step) => steps.map((ofLine) => ofLine.filter((one) => one === step).length)),
  );
}
