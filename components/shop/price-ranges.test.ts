import { expect, test } from 'vitest';
import { priceRanges } from '@/lib/catalog/model';
import { type PriceRange, priceRangeText } from './price-ranges';

const say = (range: Partial<PriceRange>) =>
  priceRangeText({ minPriceWon: undefined, maxPriceWon: undefined, ...range }, 'ko', (key, { from, to }) =>
    [key, from, to].join(' '),
  );

test('the ranges offered hold every price exactly once', () => {
  for (const priceWon of [0, 1, 14_999, 15_000, 15_001, 29_999, 30_000, 59_999, 60_000, 10_000_000]) {
    const holding = priceRanges.filter(
      ({ minPriceWon, maxPriceWon }) =>
        (minPriceWon ?? 0) <= priceWon && priceWon <= (maxPriceWon ?? Number.POSITIVE_INFINITY),
    );
    expect(holding, String(priceWon)).toHaveLength(1);
  }
});

test('a bound right below a round price is told as less than that; any other as it is', () => {
  expect(say({ maxPriceWon: 14_999 })).toMatch(/^priceUnder .*15,000/);
  expect(say({ maxPriceWon: 15_000 })).toMatch(/^priceUpTo .*15,000/);
  expect(say({ minPriceWon: 15_000, maxPriceWon: 29_999 })).toMatch(/^priceBetweenUnder .*15,000.*30,000/);
  expect(say({ minPriceWon: 15_000, maxPriceWon: 30_000 })).toMatch(/^priceBetween .*15,000.*30,000/);
  expect(say({ minPriceWon: 60_000 })).toMatch(/^priceOver .*60,000/);
});
