import { describe, expect, test } from 'vitest';
import { categoryTree, cheapest, comparesFairly, makesCycle, productStockStatus, slugOf, stockStatus } from './rules';

describe('stock status', () => {
  test.each([
    [0, 0, 'SOLD_OUT'],
    [0, 5, 'SOLD_OUT'],
    [1, 0, 'IN_STOCK'],
    [1, 1, 'LOW'],
    [5, 5, 'LOW'],
    [6, 5, 'IN_STOCK'],
  ] as const)('of %i available with a minimum of %i is %s', (availableUnits, safetyMinUnits, status) => {
    expect(stockStatus({ availableUnits, safetyMinUnits })).toBe(status);
  });

  test('of a product is its best variant’s', () => {
    expect(productStockStatus(['SOLD_OUT', 'LOW', 'IN_STOCK'])).toBe('IN_STOCK');
    expect(productStockStatus(['SOLD_OUT', 'LOW'])).toBe('LOW');
    expect(productStockStatus(['SOLD_OUT'])).toBe('SOLD_OUT');
    expect(productStockStatus([])).toBe('SOLD_OUT');
  });
});

describe('prices', () => {
  test('a list shows the cheapest variant with what that one is compared to', () => {
    const small = { priceWon: 9_000, compareAtWon: null };
    const large = { priceWon: 12_000, compareAtWon: 15_000 };
    expect(cheapest([large, small])).toBe(small);
    expect(cheapest([])).toBeNull();
  });

  test('a crossed-out price is above the price', () => {
    expect(comparesFairly({ priceWon: 9_000, compareAtWon: null })).toBe(true);
    expect(comparesFairly({ priceWon: 9_000, compareAtWon: 9_001 })).toBe(true);
    expect(comparesFairly({ priceWon: 9_000, compareAtWon: 9_000 })).toBe(false);
  });
});

describe('categories', () => {
  const node = (id: string, parentId: string | null, productCount = 1) => ({
    ...{ id, parentId, productCount },
    ...{ slug: id, name: id },
  });

  test('nest, and count what is below them', () => {
    const tree = categoryTree([
      node('home', null, 2),
      node('tea', null, 0),
      node('light', 'home'),
      node('lamp', 'light'),
    ]);
    expect(tree.map(({ id, productCount }) => [id, productCount])).toEqual([
      ['home', 4],
      ['tea', 0],
    ]);
    expect(tree[0]?.children[0]?.children[0]?.id).toBe('lamp');
  });

  test('never become their own ancestor', () => {
    const rows = [node('home', null), node('light', 'home'), node('lamp', 'light')];
    expect(makesCycle(rows, { id: 'home', parentId: 'lamp' })).toBe(true);
    expect(makesCycle(rows, { id: 'home', parentId: 'home' })).toBe(true);
    expect(makesCycle(rows, { id: 'lamp', parentId: 'home' })).toBe(false);
  });
});

test.each([
  ['Moon Jar, large', 'moon-jar-large'],
  ['  Crème brûlée!  ', 'creme-brulee'],
  ['달항아리', ''],
])('the address of "%s" is "%s"', (name, slug) => {
  expect(slugOf(name, 80)).toBe(slug);
});
