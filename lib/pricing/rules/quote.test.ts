import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOf } from '@/lib/shared/money';
import { couponOf, lineOf, shippingOfTests as shipping, someCoupons, someLines } from '../test-carts';
import { freezeCoupons } from './freeze-coupons';
import { quote } from './quote';

const propertyRuns = 10_000;
/** Seconds, where nothing else runs. */
const propertyMsMax = 180_000;
const percent = (percent: number, capWon: number | null = null) => ({ type: 'PERCENT' as const, percent, capWon });
const fixed = (amountWon: number) => ({ type: 'FIXED' as const, amountWon });
const products = (...ids: string[]) => ({ type: 'PRODUCTS' as const, ids });

describe('a quote', () => {
  it.each([
    ['nothing costs nothing', [], 0, 0],
    ['below the threshold the fee is added', [lineOf(0, 12_900, 2)], 3_000, 28_800],
    ['one won below the threshold it still is', [lineOf(0, 49_999)], 3_000, 52_999],
    ['from the threshold on shipping is free', [lineOf(0, 25_000, 2)], 0, 50_000],
  ])('%s', (_, lines, shippingWon, totalWon) => {
    expect(quote(lines, [], shipping)).toMatchObject({ shippingWon, totalWon });
  });

  it('says how much more would ship free', () => {
    expect(quote([lineOf(0, 12_900, 2)], [], shipping).trace).toEqual([
      { rule: 'shipping.fee', amountWon: 3_000, missingWon: 24_200 },
    ]);
  });

  it('goes lane by lane: items, then the percentage of what they left, then the fixed amount', () => {
    const coupons = [
      couponOf({ couponId: 'fixed', discount: fixed(5_000) }),
      couponOf({ couponId: 'percent', discount: percent(10) }),
      couponOf({ couponId: 'item', discount: percent(50), scope: products('p0') }),
    ];
    const { itemDiscountWon, orderDiscountWon, totalWon, trace } = quote(
      [lineOf(0, 40_000), lineOf(1, 60_000)],
      coupons,
      shipping,
    );
    // 100,000 − 20,000 = 80,000; − 8,000 − 5,000.
    expect({ itemDiscountWon, orderDiscountWon, totalWon }).toEqual({
      itemDiscountWon: 20_000,
      orderDiscountWon: 13_000,
      totalWon: 67_000,
    });
    expect(trace.map(({ rule, couponId, amountWon }) => [rule, couponId, amountWon])).toEqual([
      ['coupon.applied', 'item', 20_000],
      ['coupon.applied', 'percent', 8_000],
      ['coupon.applied', 'fixed', 5_000],
      ['shipping.free', undefined, 0],
    ]);
  });

  it('takes a fixed amount and a cap once per coupon, and floors a percentage', () => {
    const lines = [lineOf(0, 9_999, 3), lineOf(1, 333)];
    expect(quote(lines, [couponOf({ discount: fixed(700), scope: products('p0', 'p1') })], shipping)).toMatchObject({
      itemDiscountWon: 700,
    });
    expect(quote(lines, [couponOf({ discount: percent(7) })], shipping).orderDiscountWon).toBe(2_123);
    expect(quote(lines, [couponOf({ discount: percent(7, 2_000) })], shipping).orderDiscountWon).toBe(2_000);
  });

  it('ships at a fee when coupons bring the goods below the threshold', () => {
    expect(quote([lineOf(0, 50_000)], [couponOf({ discount: fixed(1) })], shipping)).toMatchObject({
      shippingWon: 3_000,
      totalWon: 52_999,
    });
  });

  it.each([
    [
      'one that is larger',
      [
        ['a', 1_000],
        ['b', 2_000],
      ],
      'b',
    ],
    [
      'of two that are equal the smaller id',
      [
        ['b', 1_000],
        ['a', 1_000],
      ],
      'a',
    ],
  ] as const)('lets one coupon per lane apply: %s', (_, offered, applied) => {
    const coupons = offered.map(([couponId, amountWon]) => couponOf({ couponId, discount: fixed(amountWon) }));
    const { coupons: quoted } = quote([lineOf(0, 10_000)], coupons, shipping);
    expect(quoted.map(({ couponId, refusal }) => [couponId, refusal])).toEqual([
      [applied, null],
      [applied === 'a' ? 'b' : 'a', 'LANE_TAKEN'],
    ]);
  });

  it('lets each line have an item coupon of its own, and those that stack besides', () => {
    const coupons = [
      couponOf({ couponId: 'a', discount: percent(20), scope: products('p0') }),
      couponOf({ couponId: 'b', discount: percent(10), scope: products('p0', 'p1') }),
      couponOf({ couponId: 'c', discount: fixed(500), scope: products('p1'), stackable: true }),
    ];
    const { coupons: quoted, lineDiscountsWon } = quote([lineOf(0, 10_000), lineOf(1, 10_000)], coupons, shipping);
    // b comes last: while a was not there it gave as much, and the id decided.
    expect(quoted.map(({ couponId, sharesWon }) => [couponId, sharesWon])).toEqual([
      ['a', [2_000, 0]],
      ['b', [0, 1_000]],
      ['c', [0, 500]],
    ]);
    expect(lineDiscountsWon).toEqual([2_000, 1_500]);
  });

  it('says why a coupon does not apply, and what it lacks', () => {
    const coupons = [
      couponOf({ couponId: 'far', minimumWon: 30_000 }),
      couponOf({ couponId: 'else', scope: products('other') }),
      couponOf({ couponId: 'all', discount: percent(100) }),
      couponOf({ couponId: 'late', discount: fixed(5_000) }),
    ];
    const { coupons: quoted, totalWon } = quote([lineOf(0, 27_000)], coupons, shipping);
    expect(totalWon).toBe(3_000);
    expect(
      Object.fromEntries(quoted.map(({ couponId, refusal, missingWon }) => [couponId, [refusal, missingWon]])),
    ).toEqual({
      far: ['BELOW_MINIMUM', 3_000],
      else: ['NOT_IN_CART', 0],
      all: [null, 0],
      late: ['NOTHING_LEFT', 0],
    });
  });

  it(
    'always sums to its parts, to the won, down to the single unit, and is never below nothing',
    () => {
      fc.assert(
        fc.property(someLines, someCoupons(), (lines, coupons) => {
          const quoted = quote(lines, coupons, shipping);
          const { goodsWon, itemDiscountWon, orderDiscountWon, shippingWon, totalWon } = quoted;
          const applied = quoted.coupons.filter(({ refusal }) => refusal === null);
          expect(totalWon).toBe(goodsWon - itemDiscountWon - orderDiscountWon + shippingWon);
          expect(totalWon).toBeGreaterThanOrEqual(0);
          expect(sumOf(quoted.lineDiscountsWon)).toBe(itemDiscountWon + orderDiscountWon);
          expect(sumOf(applied.map(({ discountWon }) => discountWon))).toBe(itemDiscountWon + orderDiscountWon);
          expect(quoted.coupons).toHaveLength(coupons.length);
          expect(lines.map((_, place) => sumOf(applied.map(({ sharesWon }) => sharesWon[place] ?? 0)))).toEqual(
            quoted.lineDiscountsWon,
          );
          const frozen = freezeCoupons(lines, quoted, coupons);
          expect(frozen.map(({ unitSharesWon }) => unitSharesWon.map(sumOf))).toEqual(
            applied.map(({ sharesWon }) => sharesWon),
          );
          const units = lines.flatMap(({ unitPriceWon, quantity }, place) =>
            Array.from({ length: quantity }, (_, unit) => ({
              unitPriceWon,
              shares: frozen.map(({ unitSharesWon }) => unitSharesWon[place]?.[unit] ?? Number.NaN),
            })),
          );
          expect(
            units.filter(
              ({ unitPriceWon, shares }) => shares.some((won) => won < 0) || !(sumOf(shares) <= unitPriceWon),
            ),
          ).toEqual([]);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyMsMax,
  );

  it(
    'never depends on the order in which coupons were chosen',
    () => {
      const shuffled = someCoupons().chain((coupons) =>
        fc.tuple(fc.constant(coupons), fc.shuffledSubarray(coupons, { minLength: coupons.length })),
      );
      fc.assert(
        fc.property(someLines, shuffled, (lines, [coupons, other]) => {
          const outcome = (chosen: typeof coupons) => {
            const { coupons: quoted, totalWon, lineDiscountsWon } = quote(lines, chosen, shipping);
            return { applied: quoted.filter(({ refusal }) => !refusal), totalWon, lineDiscountsWon };
          };
          expect(outcome(other)).toEqual(outcome(coupons));
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyMsMax,
  );
});
