import { describe, expect, test } from 'vitest';
import { ProductChange } from '@/lib/catalog/admin-model';
import { readAdminProduct } from '@/lib/catalog/admin-queries';
import { changeCategory } from '@/lib/catalog/change-category';
import { createCategory } from '@/lib/catalog/create-category';
import { listProducts } from '@/lib/catalog/list-products';
import { ProductQuery, type ProductSort, productSorts } from '@/lib/catalog/model';
import { readCategoryTree, readProduct } from '@/lib/catalog/queries';
import { rows, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction, sqlState } from '@/lib/db/transaction';
import { newId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import { unwrap } from '@/lib/shared/result';
import { changeStockedProduct } from './change-stocked-product';
import { createStockedProduct } from './create-stocked-product';
import { StockQuery } from './model';
import { listStock } from './queries';
import { readVariantStock } from './read-stock';
import { reserveStock } from './reserve-stock';
import { addCategory, addProduct, stockOf, testAdmin } from './test-products';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');
const ko = { locale: 'ko' as Locale };

describe('a product', () => {
  test('starts with the stock it came with, as a movement', async () => {
    const { variantIds } = await addProduct({ variants: [{ onHandUnits: 7 }, { onHandUnits: 0 }] });
    const [vase = '', bowl = ''] = variantIds;
    expect(await stockOf(vase)).toEqual({ onHandUnits: 7, reservedUnits: 0 });
    expect(await stockOf(bowl)).toEqual({ onHandUnits: 0, reservedUnits: 0 });
    const movements = await db.stockMovement.findMany();
    expect(movements).toMatchObject([{ variantId: vase, deltaUnits: 7, balanceUnits: 7, reason: 'RECEIVE' }]);
  });

  test('shows its variants with what is available, in the reader’s language or else in Korean', async () => {
    const categoryId = await addCategory('tea');
    const { productId, variantIds } = await addProduct({
      categoryId,
      slug: 'moon-jar',
      name: { ko: '달항아리', en: 'Moon jar' },
      variants: [
        { sku: 'MJ-S', priceWon: 9_000, options: { 크기: '소' } },
        { sku: 'MJ-L', priceWon: 12_000, onHandUnits: 0 },
      ],
    });
    unwrap(await inTransaction((tx) => reserveStock(tx, { lines: [{ variantId: variantIds[0] ?? '', units: 4 }] })));

    const product = unwrap(await readProduct(db, { idOrSlug: 'moon-jar', now }, { locale: 'en' }));
    expect(product).toMatchObject({
      id: productId,
      name: 'Moon jar',
      priceWon: 9_000,
      category: { slug: 'tea', name: 'tea' },
      categoryPath: [{ slug: 'tea' }],
      availableUnits: 6,
      stockStatus: 'IN_STOCK',
      variants: [
        { sku: 'MJ-S', options: { 크기: '소' }, availableUnits: 6, stockStatus: 'IN_STOCK', maxPerOrder: 99 },
        { sku: 'MJ-L', availableUnits: 0, stockStatus: 'SOLD_OUT' },
      ],
    });
    expect(unwrap(await readProduct(db, { idOrSlug: productId, now }, ko)).name).toBe('달항아리');

    const untranslated = await addProduct({ categoryId, name: { ko: '호롱' } });
    expect(unwrap(await readProduct(db, { idOrSlug: untranslated.productId, now }, { locale: 'en' })).name).toBe(
      '호롱',
    );
  });

  test.each(['DRAFT', 'ARCHIVED'] as const)('that is %s is not in the shop', async (status) => {
    const { productId, variantIds } = await addProduct({ status });
    const gone = { ok: false, error: { code: 'catalog.productNotFound' } };
    expect(await readProduct(db, { idOrSlug: productId, now }, ko)).toMatchObject(gone);
    expect(await readVariantStock(db, { variantId: variantIds[0] ?? '', now })).toMatchObject({ ok: false });
    expect(await readVariantStock(db, { variantId: productId, now })).toMatchObject({ ok: false });
    expect(await listed({})).toEqual([]);
    expect(await readCategoryTree(db, ko)).toMatchObject([{ productCount: 0 }]);
  });

  test('keeps the price of its cheapest active variant', async () => {
    const { productId, variantIds } = await addProduct({
      variants: [{ priceWon: 9_000, compareAtWon: 11_000 }, { priceWon: 12_000 }],
    });
    const [small = ''] = variantIds;
    const priceOf = async () => {
      const { priceWon, compareAtWon } = unwrap(await readProduct(db, { idOrSlug: productId, now }, ko));
      return { priceWon, compareAtWon };
    };
    expect(await priceOf()).toEqual({ priceWon: 9_000, compareAtWon: 11_000 });
    unwrap(
      await change(productId, { variants: [{ sku: 'NEW', options: { 번호: '3' }, priceWon: 5_000, onHandUnits: 3 }] }),
    );
    expect(await priceOf()).toEqual({ priceWon: 5_000, compareAtWon: null });
    unwrap(await change(productId, { variants: [{ id: small, priceWon: 4_000, compareAtWon: null }] }));
    expect(await priceOf()).toEqual({ priceWon: 4_000, compareAtWon: null });
    unwrap(await change(productId, { variants: [{ id: small, status: 'ARCHIVED' }] }));
    expect(await priceOf()).toEqual({ priceWon: 5_000, compareAtWon: null });
  });

  test('changes only where it is told to', async () => {
    const { productId } = await addProduct({ name: { ko: '달항아리', en: 'Moon jar' } });
    const before = unwrap(await readAdminProduct(db, { productId }));
    unwrap(await change(productId, { description: { en: 'White.' } }));
    const after = unwrap(await readAdminProduct(db, { productId }));
    expect(after).toEqual({
      ...before,
      description: { ko: '', en: 'White.' },
      version: before.version + 1,
      updatedAt: now.toISOString(),
    });
    const entry = await db.auditLog.findFirstOrThrow({ where: { action: 'product.change' } });
    expect(entry).toMatchObject({ entityId: productId, before: { description: { ko: '' } } });

    unwrap(await change(productId, { description: { en: 'White.' } }));
    unwrap(await change(productId, {}));
    expect(unwrap(await readAdminProduct(db, { productId }))).toEqual(after);
    expect(await db.auditLog.count({ where: { action: 'product.change' } })).toBe(1);
  });

  test('that is active keeps an active variant', async () => {
    const { productId, variantIds } = await addProduct();
    const archived = { variants: [{ id: variantIds[0], status: 'ARCHIVED' }] };
    expect(await change(productId, archived)).toMatchObject({ ok: false, error: { code: 'catalog.noActiveVariant' } });
    unwrap(await change(productId, { ...archived, status: 'DRAFT' }));
    expect(await change(productId, { status: 'ACTIVE' })).toMatchObject({ ok: false });
  });

  test('has an address and SKUs of its own, also when two are created at once', async () => {
    const categoryId = await addCategory('tea');
    const twins = (variant: string) => (slug: string) =>
      inTransaction((tx) =>
        createStockedProduct(tx, {
          actor: testAdmin,
          now,
          product: {
            ...{ slug, categoryId, name: { ko: '찻잔' }, status: 'ACTIVE' },
            variants: [{ sku: variant, options: {}, priceWon: 1_000, onHandUnits: 1 }],
          },
        }),
      );
    const sameSlug = await Promise.all(['A', 'B', 'C'].map((sku) => twins(sku)('cup')));
    expect(codes(sameSlug)).toEqual(['catalog.slugTaken', 'catalog.slugTaken', 'ok']);
    const sameSku = await Promise.all(['x', 'y', 'z'].map((slug) => twins('SKU-1')(slug)));
    expect(codes(sameSku)).toEqual(['catalog.skuTaken', 'catalog.skuTaken', 'ok']);
    const { productId } = await addProduct({ categoryId });
    expect(await change(productId, { slug: 'cup' })).toMatchObject({ error: { code: 'catalog.slugTaken' } });
    expect(await db.stockLevel.count()).toBe(3);
  });

  test('has options in both languages, in the same positions, as far as there is English', async () => {
    const { productId } = await addProduct({
      slug: 'robe',
      variants: [
        { sku: 'R-1', options: { 크기: '중', 색상: '백자' }, optionsEn: { Size: 'M', Colour: 'White' } },
        { sku: 'R-2', options: { 크기: '대' }, optionsEn: null },
        { sku: 'R-3', options: {} },
      ],
    });
    const shown = async (locale: Locale) => {
      const { variants } = unwrap(await readProduct(db, { idOrSlug: 'robe', now }, { locale }));
      return variants.map(({ options }) => Object.entries(options));
    };
    // jsonb orders the names by itself; alone, Size would come before Colour.
    expect(await shown('ko')).toEqual([
      [
        ['색상', '백자'],
        ['크기', '중'],
      ],
      [['크기', '대']],
      [],
    ]);
    expect(await shown('en')).toEqual([
      [
        ['Colour', 'White'],
        ['Size', 'M'],
      ],
      [['크기', '대']],
      [],
    ]);
    const stock = async (locale: Locale) =>
      unwrap(await listStock(db, StockQuery.parse({}), { locale })).items.map(({ options }) => Object.values(options));
    expect(await stock('ko')).toEqual([['백자', '중'], ['대'], []]);
    expect(await stock('en')).toEqual([['White', 'M'], ['대'], []]);
    expect(unwrap(await readAdminProduct(db, { productId })).variants).toMatchObject([
      { options: { 색상: '백자', 크기: '중' }, optionsEn: { Colour: 'White', Size: 'M' } },
      { options: { 크기: '대' }, optionsEn: null },
      { options: {}, optionsEn: null },
    ]);
  });

  test('changes its options in both languages at once; English of other options never stays behind', async () => {
    const { productId, variantIds } = await addProduct({
      variants: [{ options: { 크기: '소' }, optionsEn: { Size: 'Small' } }],
    });
    const [id] = variantIds;
    const changedTo = async (variant: object) => {
      unwrap(await change(productId, { variants: [{ id, ...variant }] }));
      const [{ options, optionsEn } = {}] = unwrap(await readAdminProduct(db, { productId })).variants;
      return [options, optionsEn];
    };
    const large = { options: { 크기: '대' }, optionsEn: { Size: 'Large' } };
    expect(await changedTo({ priceWon: 2_000 })).toEqual([{ 크기: '소' }, { Size: 'Small' }]);
    expect(await changedTo(large)).toEqual([{ 크기: '대' }, { Size: 'Large' }]);
    expect(await changedTo({ options: { 색상: '백자' } })).toEqual([{ 색상: '백자' }, null]);
    expect(await changedTo(large)).toEqual([{ 크기: '대' }, { Size: 'Large' }]);
    expect(await changedTo({ optionsEn: null })).toEqual([{ 크기: '대' }, null]);
  });

  test.each([
    ['the options of another variant', { 크기: '대' }, 'catalog.optionsTwice'],
    ['other names than the others', { 색상: '백자' }, 'catalog.optionsDiffer'],
    ['no options beside others that have some', {}, 'catalog.optionsDiffer'],
  ])('never offers a variant with %s, whether it changes, is added, or comes back', async (_, options, code) => {
    const { productId, variantIds } = await addProduct({
      variants: [{ options: { 크기: '대' } }, { sku: 'S', options: { 크기: '소' } }],
    });
    const refused = { ok: false, error: { code, sku: 'S' } };
    expect(await change(productId, { variants: [{ id: variantIds[1], options }] })).toEqual(refused);
    const added = { sku: 'NEW', options, priceWon: 1_000 };
    expect(await change(productId, { variants: [added] })).toMatchObject({ error: { code, sku: 'NEW' } });
    unwrap(await change(productId, { variants: [{ id: variantIds[1], options, status: 'ARCHIVED' }] }));
    expect(await change(productId, { variants: [{ id: variantIds[1], status: 'ACTIVE' }] })).toEqual(refused);
    unwrap(await change(productId, { variants: [{ id: variantIds[1], options: { 크기: '중' }, status: 'ACTIVE' }] }));
  });

  test('lets two variants swap their options, and no two take the same at once', async () => {
    const { productId, variantIds } = await addProduct({
      variants: [{ options: { 크기: '대' } }, { options: { 크기: '소' } }],
    });
    const [first, second] = variantIds;
    const entry = (id: string | undefined, size: string) => ({ id, options: { 크기: size } });
    unwrap(await change(productId, { variants: [entry(first, '소'), entry(second, '대')] }));
    const rivals = variantIds.map((id) => change(productId, { variants: [entry(id, '중')] }));
    expect(codes(await Promise.all(rivals))).toEqual(['catalog.optionsTwice', 'ok']);
  });

  test('keeps selling variants that were alike before that was refused', async () => {
    const { productId, variantIds } = await addProduct({ variants: [{ options: { 크기: '대' } }, {}] });
    await db.$transaction([
      db.$executeRaw`SET LOCAL session_replication_role = replica`,
      db.$executeRaw`UPDATE variants SET options = '{"크기": "대"}'`,
    ]);
    unwrap(await change(productId, { variants: [{ id: variantIds[1], options: { 크기: '대' }, priceWon: 500 }] }));
    unwrap(await change(productId, { variants: [{ sku: 'NEW', options: { 크기: '중' }, priceWon: 1_000 }] }));
  });

  test('gets an address from its English name', async () => {
    const slugs = [];
    for (const name of [{ ko: '달항아리', en: 'Moon jar' }, { ko: '달항아리', en: 'Moon jar' }, { ko: '달항아리' }]) {
      const { productId } = await addProduct({ name });
      slugs.push(unwrap(await readAdminProduct(db, { productId })).slug);
    }
    expect(slugs).toEqual([
      'moon-jar',
      expect.stringMatching(/^moon-jar-.{8}$/),
      expect.stringMatching(/^product-.{8}$/),
    ]);
  });

  test.each([
    ['an unknown category', { categoryId: newId() }, 'catalog.categoryNotFound'],
    ['a variant of another product', { variants: [{ id: newId(), priceWon: 1 }] }, 'catalog.variantNotFound'],
    [
      'a crossed-out price below the price',
      { variants: [{ sku: 'S', priceWon: 5, compareAtWon: 5 }] },
      'catalog.compareAtNotAbove',
    ],
  ])('refuses %s', async (_, wrong, code) => {
    const { productId } = await addProduct();
    expect(await change(productId, wrong)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('the list', () => {
  test('finds by category and below, by price, by stock, by name and SKU', async () => {
    const home = await addCategory('home');
    const light = await addCategory('light', home);
    await addProduct({
      slug: 'vase',
      categoryId: home,
      name: { ko: '꽃병', en: 'Vase_50%' },
      variants: [{ priceWon: 9_000 }],
    });
    await addProduct({ slug: 'lamp', categoryId: light, variants: [{ sku: 'LAMP-1', priceWon: 30_000 }] });
    await addProduct({ slug: 'cup', categoryId: await addCategory('tea'), variants: [{ onHandUnits: 0 }] });

    expect(await listed({ category: 'home' })).toEqual(['lamp', 'vase']);
    expect(await listed({ category: light })).toEqual(['lamp']);
    expect(await listed({ category: 'nowhere' })).toEqual([]);
    expect(await listed({ minPriceWon: '9000', maxPriceWon: '9000' })).toEqual(['vase']);
    expect(await listed({ minPriceWon: '', maxPriceWon: '' })).toEqual(['cup', 'lamp', 'vase']);
    expect(await listed({ inStock: 'true' })).toEqual(['lamp', 'vase']);
    expect(await listed({ q: '꽃' })).toEqual(['vase']);
    expect(await listed({ q: 'lamp-' })).toEqual(['lamp']);
    expect(await listed({ q: '_50%' })).toEqual(['vase']);
    expect(await listed({ q: '%' })).toEqual([]);
    expect((await readCategoryTree(db, ko)).map((node) => [node.slug, node.productCount])).toEqual([
      ['home', 2],
      ['tea', 1],
    ]);
  });

  test.each(productSorts)(
    'sorted by %s shows each product once, page by page, also where keys are equal',
    async (sort) => {
      const categoryId = await addCategory('tea');
      const made = [];
      for (let i = 0; i < 11; i++) {
        const at = new Date(now.getTime() + (i % 3));
        const product = {
          categoryId,
          now: at,
          name: { ko: `찻잔 ${i % 2}` },
          variants: [{ priceWon: 1_000 * ((i % 4) + 1) }],
        };
        made.push((await addProduct(product)).productId);
      }
      const seen = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = unwrap(await listProducts(db, ProductQuery.parse({ sort, limit: 3, cursor }), ko));
        seen.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(seen.map((item) => item.id).toSorted()).toEqual(made.toSorted());
      const prices = seen.map((item) => item.priceWon);
      if (sort === 'priceAsc') expect(prices).toEqual(prices.toSorted((a, b) => a - b));
      if (sort === 'priceDesc') expect(prices).toEqual(prices.toSorted((a, b) => b - a));
      if (sort === 'name') expect(seen.map((item) => item.name)).toEqual(seen.map((item) => item.name).toSorted());
      if (sort === 'newest') expect(seen[0]?.id).toBe(made[8]);
    },
  );

  test('refuses cursors that are not of its sort', async () => {
    await addProduct();
    await addProduct();
    const cursorOf = async (sort: ProductSort) =>
      unwrap(await listProducts(db, ProductQuery.parse({ sort, limit: 1 }), ko)).nextCursor;
    const wrong = [
      await cursorOf('name'),
      await cursorOf('newest'),
      'garbage',
      '',
      'W10',
      btoa('["priceAsc",1e99,"x"]'),
    ];
    for (const cursor of wrong)
      expect(await listProducts(db, ProductQuery.parse({ sort: 'priceAsc', cursor }), ko)).toEqual({
        ok: false,
        error: { code: 'http.badCursor' },
      });
  });
});

describe('categories', () => {
  test('of one address are created once, however many try', async () => {
    const category = { slug: 'tea', name: { ko: '차' }, position: 0 };
    const tries = await Promise.all(
      Array.from({ length: 4 }, () => inTransaction((tx) => createCategory(tx, { actor: testAdmin, category, now }))),
    );
    expect(codes(tries)).toEqual([...Array(3).fill('catalog.slugTaken'), 'ok']);
  });

  test('moved below each other at once never make a ring', async () => {
    const [tea, cups] = [await addCategory('tea'), await addCategory('cups')];
    const move = (categoryId: string, parentId: string) =>
      inTransaction((tx) => changeCategory(tx, { actor: testAdmin, categoryId, change: { parentId } }));
    expect(codes(await Promise.all([move(tea, cups), move(cups, tea)]))).toEqual(['catalog.categoryCycle', 'ok']);
  });
});

describe('Postgres itself refuses', () => {
  test.each([
    ['a free product', sql`UPDATE products SET price_won = 0`],
    ['a free variant', sql`UPDATE variants SET price_won = 0`],
    ['a crossed-out price below the price', sql`UPDATE variants SET compare_at_won = price_won`],
    ['a purchase limit of none', sql`UPDATE variants SET max_per_order = 0`],
    ['English of other options', sql`UPDATE variants SET options_en = '{"크기": ["Size", "Small"]}'`],
    ['a category below itself', sql`UPDATE categories SET parent_id = id`],
    ['two variants on sale with the same options', sql`UPDATE variants SET options = '{}'`],
    ['an address with spaces', sql`UPDATE products SET slug = 'moon jar'`],
  ])('%s', async (_, planted) => {
    await addProduct({ variants: [{}, {}] });
    expect(sqlState(await rows(db, planted).catch((error: unknown) => error))).toBe('23514');
  });
});

function change(productId: string, wanted: unknown) {
  const parsed = ProductChange.parse(wanted);
  return inTransaction((tx) => changeStockedProduct(tx, { actor: testAdmin, productId, change: parsed, now }));
}

async function listed(query: Record<string, string>): Promise<string[]> {
  const page = unwrap(await listProducts(db, ProductQuery.parse(query), ko));
  return page.items.map((item) => item.slug).toSorted();
}

function codes(results: ({ ok: true } | { ok: false; error: { code: string } })[]): string[] {
  return results.map((result) => (result.ok ? 'ok' : result.error.code)).toSorted();
}
