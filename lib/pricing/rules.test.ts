import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote } from './rules';

const shipping = { feeWon: 3_000, freeFromWon: 50_000 };
const line = (unitPriceWon: number, quantity: number) => ({ variantId: 'v', unitPriceWon, quantity });

describe('a quote', () => {
  it.each([
    ['nothing costs nothing', [], 0, 0],
    ['below the threshold the fee is added', [line(12_900, 2)], 3_000, 28_800],
    ['one won below the threshold it still is', [line(49_999, 1)], 3_000, 52_999],
    ['from the threshold on shipping is free', [line(25_000, 2)], 0, 50_000],
  ])('%s', (_, lines, shippingWon, totalWon) => {
    expect(quote(lines, shipping)).toMatchObject({ shippingWon, totalWon });
  });

  it('says how much more would ship free', () => {
    expect(quote([line(12_900, 2)], shipping).trace).toEqual([
      { rule: 'shipping.fee', amountWon: 3_000, missingWon: 24_200 },
    ]);
  });

  it('always sums to its parts', () => {
    const lines = fc.array(
      fc.record({
        variantId: fc.uuid(),
        unitPriceWon: fc.integer({ min: 1, max: 10_000_000 }),
        quantity: fc.integer({ min: 1, max: 99 }),
      }),
    );
    fc.assert(
      fc.property(lines, (some) => {
        const { goodsWon, itemDiscountWon, orderDiscountWon, shippingWon, totalWon } = quote(some, shipping);
        expect(totalWon).toBe(goodsWon - itemDiscountWon - orderDiscountWon + shippingWon);
        expect(goodsWon).toBe(some.reduce((sum, one) => sum + one.unitPriceWon * one.quantity, 0));
      }),
    );
  });
});
