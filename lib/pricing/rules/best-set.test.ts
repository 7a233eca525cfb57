import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CouponTerms, PricedLine, ShippingRule } from '../model';
import { couponOf, lineOf, shippingOfTests, someCoupons, someLines } from '../test-carts';
import { bestPriceOf, bestSet } from './best-set';
import { quote } from './quote';

const propertyRuns = 2_000;
const couponCountMax = 8;
/** Seconds, where nothing else runs. */
const propertyMsMax = 180_000;
const fixed = (amountWon: number) => ({ type: 'FIXED' as const, amountWon });
const percent = (percent: number, capWon: number | null = null) => ({ type: 'PERCENT' as const, percent, capWon });

describe('the best set', () => {
  it('leaves out what would cost free shipping', () => {
    const coupons = [
      couponOf({ couponId: 'a', discount: fixed(2_000) }),
      couponOf({ couponId: 'b', discount: fixed(500) }),
    ];
    expect(bestSet([lineOf(0, 51_000)], coupons, shippingOfTests)).toEqual(['b']);
    expect(bestSet([lineOf(0, 50_000)], coupons, shippingOfTests)).toEqual([]);
  });

  it('leaves out the larger discount that keeps two others from applying', () => {
    const coupons = [
      couponOf({ couponId: 'both', discount: fixed(6_000), scope: { type: 'PRODUCTS', ids: ['p0', 'p1'] } }),
      couponOf({ couponId: 'one', discount: fixed(4_000), scope: { type: 'PRODUCTS', ids: ['p0'] } }),
      couponOf({ couponId: 'other', discount: fixed(4_000), scope: { type: 'PRODUCTS', ids: ['p1'] } }),
    ];
    expect(bestSet([lineOf(0, 10_000), lineOf(1, 10_000)], coupons, shippingOfTests)).toEqual(['one', 'other']);
  });

  it('takes one of two that would do the same, the smaller id, and none that does nothing', () => {
    const coupons = ['b', 'a', 'c'].map((couponId) => couponOf({ couponId, discount: percent(100), stackable: true }));
    expect(bestSet([lineOf(0, 10_000)], coupons, shippingOfTests)).toEqual(['a']);
    expect(bestSet([], coupons, shippingOfTests)).toEqual([]);
  });

  it('is found among twenty that stack, where free shipping ends in the middle of them', () => {
    const coupons = Array.from({ length: 20 }, (_, place) =>
      couponOf({ couponId: `k${place + 10}`, discount: fixed(100 + 37 * place), stackable: true }),
    );
    // All of them take off 9,030, which is 1,000 too much for free shipping; the least that can be given up for it is 1,003.
    const lines = [lineOf(0, 58_030)];
    expect(quote(lines, coupons, shippingOfTests).totalWon).toBe(52_000);
    expect(totalWith(lines, coupons, bestSet(lines, coupons, shippingOfTests))).toBe(50_003);
  });

  it(
    'is never beaten by trying every set, always the same of equals, and in whichever order coupons come',
    () => {
      const shuffled = someCoupons(undefined, couponCountMax).chain((coupons) =>
        fc.tuple(fc.constant(coupons), fc.shuffledSubarray(coupons, { minLength: coupons.length })),
      );
      fc.assert(
        fc.property(someLines, shuffled, someShipping, (lines, [coupons, other], shipping) => {
          const best = bestSet(lines, coupons, shipping);
          expect(best).toEqual(bestOfAll(lines, coupons, shipping));
          expect(bestSet(lines, other, shipping)).toEqual(best);
          const totalWon = totalWith(lines, coupons, best, shipping);
          expect(totalWon).toBeLessThanOrEqual(quote(lines, [], shipping).totalWon);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyMsMax,
  );
});

it('the best price of a product is without shipping, and says with which coupons', () => {
  const coupons = [
    couponOf({ couponId: 'a', discount: percent(10), scope: { type: 'PRODUCTS', ids: ['p0'] } }),
    couponOf({ couponId: 'b', discount: fixed(1_000), minimumWon: 20_000 }),
  ];
  expect(bestPriceOf(lineOf(0, 10_000), coupons)).toEqual({ priceWon: 9_000, couponIds: ['a'] });
  expect(bestPriceOf(lineOf(0, 10_000, 2), coupons)).toEqual({ priceWon: 17_000, couponIds: ['a', 'b'] });
});

/** Thresholds of any height, so that many carts lie near theirs. */
const someShipping = fc.oneof(
  fc.constant(shippingOfTests),
  fc.record({
    shippingFeeWon: fc.integer({ min: 0, max: 30_000 }),
    freeShippingFromWon: fc.integer({ min: 0, max: 600_000 }),
  }),
);

function totalWith(
  lines: PricedLine[],
  coupons: CouponTerms[],
  couponIds: string[],
  shipping: ShippingRule = shippingOfTests,
): number {
  const chosen = coupons.filter(({ couponId }) => couponIds.includes(couponId));
  return quote(lines, chosen, shipping).totalWon;
}

/** By trying every set: the least total, then the fewest coupons, then the smaller ids. */
function bestOfAll(lines: PricedLine[], coupons: CouponTerms[], shipping: ShippingRule): string[] {
  const ids = coupons.map(({ couponId }) => couponId).toSorted();
  const sets = ids.reduce<string[][]>((all, id) => all.concat(all.map((set) => [...set, id])), [[]]);
  const priced = sets.map((set) => ({ set, totalWon: totalWith(lines, coupons, set, shipping) }));
  const [best] = priced.toSorted(
    (a, b) => a.totalWon - b.totalWon || a.set.length - b.set.length || (a.set.join() < b.set.join() ? -1 : 1),
  );
  return best?.set ?? [];
}
