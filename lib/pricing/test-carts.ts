import fc from 'fast-check';
import { type PartialCancelPolicy, partialCancelPolicies } from '@/lib/coupons/model';
import type { CouponTerms, PricedLine } from './model';

/** Carts and coupons of any kind, small enough that their lines and coupons meet often, with prices at which rounding shows. */

export const shippingOfTests = { feeWon: 3_000, freeFromWon: 50_000 };

export type TestTerms = CouponTerms & { policy: PartialCancelPolicy };

export function lineOf(place: number, unitPriceWon: number, quantity = 1): PricedLine {
  return {
    variantId: `v${place}`,
    productId: `p${place}`,
    categoryId: `c${place % 3}`,
    unitPriceWon,
    quantity,
  };
}

export function couponOf(terms: Partial<TestTerms> = {}): TestTerms {
  return {
    couponId: 'k1',
    discount: { type: 'FIXED', amountWon: 1_000 },
    scope: { type: 'ALL' },
    minimumWon: 0,
    stackable: false,
    policy: 'KEEP',
    ...terms,
  };
}

const priceWon = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 300_000 }));

export const someLines = fc
  .array(fc.tuple(priceWon, fc.integer({ min: 1, max: 7 })), { minLength: 1, maxLength: 5 })
  .map((lines) => lines.map(([unitPriceWon, quantity], place) => lineOf(place, unitPriceWon, quantity)));

const discount = fc.oneof(
  fc.record({ type: fc.constant('FIXED' as const), amountWon: fc.integer({ min: 1, max: 100_000 }) }),
  fc.record({
    type: fc.constant('PERCENT' as const),
    percent: fc.integer({ min: 1, max: 100 }),
    capWon: fc.option(fc.integer({ min: 1, max: 50_000 })),
  }),
);
const scope = fc.oneof(
  fc.constant({ type: 'ALL' as const }),
  fc.record({
    type: fc.constant('PRODUCTS' as const),
    ids: fc.subarray(['p0', 'p1', 'p2', 'p3', 'p4'], { minLength: 1 }),
  }),
  fc.record({
    type: fc.constant('CATEGORIES' as const),
    ids: fc.subarray(['c0', 'c1', 'c2'], { minLength: 1 }),
  }),
);

/** A proportional fixed amount may not exceed its minimum. */
export function someCoupons(
  policies: readonly PartialCancelPolicy[] = partialCancelPolicies,
): fc.Arbitrary<TestTerms[]> {
  const coupon = fc
    .record({
      discount,
      scope,
      minimumWon: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500_000 })),
      stackable: fc.boolean(),
      policy: fc.constantFrom(...policies),
    })
    .map((terms) =>
      terms.policy === 'RECLAIM_PROPORTIONAL' && terms.discount.type === 'FIXED'
        ? { ...terms, minimumWon: Math.max(terms.minimumWon, terms.discount.amountWon) }
        : terms,
    );
  return fc
    .array(coupon, { maxLength: 5 })
    .map((coupons) => coupons.map((terms, place) => ({ ...terms, couponId: `k${place}` })));
}
