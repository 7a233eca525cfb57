import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProductChange } from '@/lib/catalog/admin-model';
import { changeCategory } from '@/lib/catalog/change-category';
import { countFacets, facetRowsMax } from '@/lib/catalog/count-facets';
import { findProducts } from '@/lib/catalog/find-products';
import { listProducts } from '@/lib/catalog/list-products';
import { type Facets, ProductListQuery, ProductQuery, priceRanges, productSorts } from '@/lib/catalog/model';
import { readProduct } from '@/lib/catalog/queries';
import { facetQueriesMax, readFacets } from '@/lib/catalog/read-facets';
import { refreshPopularity } from '@/lib/catalog/refresh-popularity';
import { gramsOf, searchWords } from '@/lib/catalog/search-text';
import { suggestProducts } from '@/lib/catalog/suggest-products';
import { execute, rows, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { planOf } from '@/lib/db/test-plans';
import { inTransaction } from '@/lib/db/transaction';
import { unwrap } from '@/lib/shared/result';
import { changeStockedProduct } from './change-stocked-product';
import { addCategory, addProduct, testAdmin } from './test-products';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');
const ko = { locale: 'ko' } as const;

describe('a search', () => {
  test('finds words, halves of words, initials, SKUs, categories and one slip', async () => {
    const [shoes, others] = [await addCategory('footwear'), await addCategory('things')];
    const products = {
      shoes: { categoryId: shoes, name: { ko: '가죽 신발', en: 'Leather shoes' }, variants: [{ sku: 'SHOE-01' }] },
      rack: { name: { ko: '신발장', en: 'Shoe rack' } },
      tote: { name: { ko: '코튼 tote 가방' } },
      cup: { name: { ko: '머그컵', en: 'Mug' }, description: { ko: '아침마다 신발장 위에서 식는 커피' } },
      sneakers: { categoryId: shoes, name: { ko: '하얀 운동화', en: 'White sneakers' } },
    };
    for (const [slug, product] of Object.entries(products))
      await addProduct({ slug, categoryId: others, variants: [{ sku: `${slug}-sku` }], ...product });

    const found = async (q: string) => {
      const { items, correctedQuery } = unwrap(await listProducts(db, ProductQuery.parse({ q }), ko));
      return [items.map(({ slug }) => slug).join(' '), ...(correctedQuery ? [correctedQuery] : [])].join(' ← ');
    };
    const table = `
      신발         → rack shoes cup
      신발장       → rack cup
      가죽신발     → shoes
      가죽  신발   → shoes
      컵           → cup
      ㅅㅂ         → rack shoes
      ㅇㄷㅎ       → sneakers
      ㄱㅈㅅㅂ     → shoes
      신ㅂ         → rack shoes
      tote         → tote
      TOTE         → tote
      코튼 tote    → tote
      tote 코튼    → tote
      ot           → 
      sho          → rack shoes
      shoe-01      → shoes
      SHOE 01      → shoes
      footwear     → sneakers shoes
      하얀 footwear → sneakers
      커피         → cup
      신빌         → rack shoes cup ← 신발
      신말         → rack shoes cup ← 신발
      운동와       → sneakers ← 운동화
      운동복       → sneakers ← 운동화
      snaekers     → sneakers ← sneakers
      sneaker      → sneakers
      toto         → tote ← tote
      코툰 tote    → tote ← 코튼 tote
      자전거       → 
      신           → rack shoes
      ㅅ           → 
    `;
    const cases = table.split('\n').filter((line) => line.includes('→'));
    const outcome = [];
    for (const line of cases) {
      const [q = ''] = line.split('→');
      outcome.push(`${q.trim()} → ${await found(q)}`);
    }
    expect(outcome).toEqual(
      cases.map((line) =>
        line
          .split('→')
          .map((part) => part.trim())
          .join(' → '),
      ),
    );
  });

  test('ranks the beginning of the name before the name, those before SKU and category, and all before the description', async () => {
    const cotton = await addCategory('cotton');
    await addProduct({ slug: 'described', name: { ko: '수건' }, description: { ko: 'cotton 수건' } });
    await addProduct({ slug: 'shelved', categoryId: cotton, name: { ko: '양말' } });
    await addProduct({ slug: 'numbered', name: { ko: '모자' }, variants: [{ sku: 'COTTON-1' }] });
    await addProduct({ slug: 'named', name: { ko: '가벼운 cotton 셔츠' } });
    const { productId } = await addProduct({ slug: 'popular', name: { ko: '포근한 cotton 셔츠' } });
    await addProduct({ slug: 'beginning', name: { ko: 'cotton 가방' } });
    await refreshPopularity(db, { scores: [{ productId, units: 3 }] });
    const { items } = unwrap(await listProducts(db, ProductQuery.parse({ q: 'cotton' }), ko));
    expect(items.map(({ slug }) => slug)).toEqual([
      'beginning',
      'popular',
      'named',
      'numbered',
      'shelved',
      'described',
    ]);
  });

  test('finds any product by its own name', async () => {
    const letter = fc.oneof(
      fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(...'abcxyzABC019 -_%\'"\\·(),.ㅅㅂㄱ😀茶é'),
    );
    const names = fc.sample(fc.string({ unit: letter, minLength: 1, maxLength: 30 }), 400);
    const found = await rows<{ name: string; grams: string[] }>(
      db,
      sql`SELECT name, tsvector_to_array(product_grams(name, NULL, '', '')) AS grams FROM unnest(${names}::text[]) AS name`,
    );
    for (const { name, grams } of found) {
      const had = new Set(grams.map((gram) => gram.slice(1)));
      for (const gram of searchWords(name).flatMap(gramsOf)) expect(had, name).toContain(gram);
    }
  });

  test.each([
    ['nothing but spaces', '     '],
    ['LIKE’s own signs', '%_%'],
    ['quotes and a backslash', `'"\\' OR 1=1 --`],
    ['the operators of a text query', "신발 & | ! <-> :* '"],
    ['emoji', '😀😀😀'],
    ['one letter', 'a'],
    ['many words', '가 나 다 라 마 바 사 아 자 차 카 타 파 하'.repeat(2)],
    ['one long word', '긴'.repeat(80)],
    ['a half-typed syllable', 'ㅏㅓㅗ'],
    ['letters that combine', 'e\u0301'.repeat(40)],
  ])('with %s is answered like any other', async (_, q) => {
    await addProduct();
    const query = ProductListQuery.parse({ q, facets: 'true' });
    expect(unwrap(await findProducts(db, query, ko)).facets?.total.isMore).toBe(false);
    await suggestProducts(db, { q }, ko);
  });

  test('follows what changes: names, SKUs, options, the status, and the names and places of categories', async () => {
    const [tea, cups] = [await addCategory('tea'), await addCategory('cups')];
    const { productId } = await addProduct({
      ...{ categoryId: cups, name: { ko: '달항아리' } },
      variants: [{ sku: 'OLD', options: { 크기: '소' } }],
    });
    const finds = async (q: string) => unwrap(await listProducts(db, ProductQuery.parse({ q }), ko)).items.length === 1;
    const change = async (wanted: unknown) =>
      unwrap(
        await inTransaction((tx) =>
          changeStockedProduct(tx, { actor: testAdmin, productId, change: ProductChange.parse(wanted), now }),
        ),
      );
    expect([await finds('달항아리'), await finds('청자'), await finds('OLD')]).toEqual([true, false, true]);
    await change({
      name: { ko: '청자 병', en: 'Celadon' },
      variants: [{ sku: 'NEW', options: { 크기: '대' }, priceWon: 5 }],
    });
    expect([await finds('달항아리'), await finds('청자'), await finds('celadon'), await finds('NEW')]).toEqual([
      false,
      true,
      true,
      true,
    ]);

    expect(await finds('tea')).toBe(false);
    unwrap(
      await inTransaction((tx) =>
        changeCategory(tx, { actor: testAdmin, categoryId: cups, change: { parentId: tea, name: { ko: '잔과 병' } } }),
      ),
    );
    expect([await finds('tea'), await finds('잔과')]).toEqual([true, true]);

    await change({ status: 'ARCHIVED' });
    expect(await finds('청자')).toBe(false);
    expect(await db.productListing.count()).toBe(0);
    await change({ status: 'ACTIVE' });
    expect(await finds('청자')).toBe(true);
  });
});

describe('suggestions', () => {
  test('complete what is half-typed, down to half a syllable, and name categories', async () => {
    const categoryId = await addCategory('shoes');
    await addProduct({ slug: 'shoes', categoryId, name: { ko: '가죽 신발', en: 'Leather shoes' } });
    await addProduct({ slug: 'rack', name: { ko: '신발장' } });
    const suggested = async (q: string) => {
      const { completions, products, categories } = await suggestProducts(db, { q }, ko);
      return {
        completions,
        products: products.map(({ slug }) => slug),
        categories: categories.map(({ slug }) => slug),
      };
    };
    expect(await suggested('ㅅㅂ')).toEqual({ completions: [], products: ['rack', 'shoes'], categories: [] });
    expect(await suggested('신바')).toEqual({
      completions: ['신발', '신발장'],
      products: ['rack', 'shoes'],
      categories: [],
    });
    expect(await suggested('가죽 시')).toEqual({
      completions: ['가죽 신발', '가죽 신발장'],
      products: ['shoes'],
      categories: [],
    });
    expect(await suggested('sho')).toMatchObject({
      completions: ['shoes'],
      products: ['shoes'],
      categories: ['shoes'],
    });
    expect(await suggested(' ')).toEqual({ completions: [], products: [], categories: [] });
  });
});

describe('popularity', () => {
  test('is what was said last, and nothing for whoever was not named', async () => {
    const [one, other] = [(await addProduct()).productId, (await addProduct()).productId];
    const popular = async () => {
      const query = ProductQuery.parse({ sort: 'popular' });
      return unwrap(await listProducts(db, query, ko)).items.map(({ id }) => id);
    };
    expect(await popular()).toEqual([other, one]);
    const gone = '00000000-0000-7000-8000-000000000000';
    expect(
      await refreshPopularity(db, {
        scores: [
          { productId: one, units: 2 },
          { productId: gone, units: 9 },
        ],
      }),
    ).toBe(1);
    expect(await popular()).toEqual([one, other]);
    expect(await refreshPopularity(db, { scores: [{ productId: one, units: 2 }] })).toBe(0);
    expect(await refreshPopularity(db, { scores: [{ productId: other, units: -1 }] })).toBe(1);
    expect(await popular()).toEqual([other, one]);
    expect(await refreshPopularity(db, { scores: [] })).toBe(0);
  });
});

// A shop of many products, made in one go: few prices, times and names, so that keys are often equal.
const shopSize = 97;
const colours = ['백자', '청자', '먹빛'];

async function fillShop(size = shopSize): Promise<void> {
  const [home, tea] = [await addCategory('home'), await addCategory('tea')];
  const below = await addCategory('light', home);
  await execute(
    db,
    sql`WITH made AS MATERIALIZED (
          SELECT n, ('01a00000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id FROM generate_series(1, ${size}::int) AS n
        ),
        products AS (
          INSERT INTO products (id, slug, category_id, status, price_won, created_at)
          SELECT id, 'made-' || n, (ARRAY[${home}, ${below}, ${tea}]::uuid[])[1 + n % 3], 'ACTIVE', 7000 * (1 + n % 11),
            timestamptz '2026-11-01' + (n % 13) * interval '1 day' FROM made RETURNING id
        ),
        texts AS (
          INSERT INTO product_translations (product_id, locale, name, description)
          SELECT id, 'ko', (ARRAY['둥근 찻잔', '찻잔 받침', '가죽 신발', '접시'])[1 + n % 4], '찻잔과 함께' FROM made
        ),
        variants AS (
          INSERT INTO variants (id, product_id, sku, options, price_won)
          SELECT overlay(id::text placing lpad(place::text, 4, '0') from 15 for 4)::uuid, id, concat('V', n, '-', place),
            jsonb_build_object('색상', (${colours}::text[])[1 + (n + place) % 3], '크기', (ARRAY['소', '대'])[1 + n / 3 % 2]), 7000 * (1 + n % 11)
          FROM made, generate_series(0, n % 2) AS place RETURNING id, sku
        )
        INSERT INTO stock_levels (variant_id, on_hand_units) SELECT id, hashtext(sku) & 1 FROM variants`,
  );
  await execute(db, sql`SELECT refresh_product_listings(array_agg(id)) FROM products`);
  await execute(db, sql`UPDATE product_listings SET popularity = hashtext(product_id::text) & 3`);
  await execute(db, sql`ANALYZE`);
}

describe('pages', () => {
  test('together show every product once, in any sort, filter and search, also where keys are equal', async () => {
    await fillShop();
    const query = fc.record(
      {
        sort: fc.constantFrom(...productSorts),
        q: fc.constantFrom('찻잔', 'ㅊㅈ', '신발', '찻잔 light'),
        category: fc.constantFrom('home', 'light', 'tea'),
        inStock: fc.constant('true'),
        option: fc.subarray(['색상:백자', '색상:청자', '크기:소'], { minLength: 1 }),
        minPriceWon: fc.constantFrom('14000', '35000'),
      },
      { requiredKeys: ['sort'] },
    );
    await fc.assert(
      fc.asyncProperty(query, fc.integer({ min: 1, max: 40 }), async (wanted, limit) => {
        const seen = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = unwrap(await listProducts(db, ProductQuery.parse({ ...wanted, limit, cursor }), ko));
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        }
        const all = unwrap(await listProducts(db, ProductQuery.parse({ ...wanted, limit: 100 }), ko));
        expect(all.nextCursor).toBeNull();
        expect(seen).toEqual(all.items.map(({ id }) => id));
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 40 },
    );
  });

  test('have every product that the filters leave, as a look at each product tells', async () => {
    await fillShop();
    const everything = await readShop();
    await fc.assert(
      fc.asyncProperty(filters, async (wanted) => {
        const query = ProductQuery.parse({ ...wanted, limit: 100 });
        const { items } = unwrap(await listProducts(db, query, ko));
        expect(items.map(({ slug }) => slug).toSorted()).toEqual(
          matching(everything, query)
            .map(({ slug }) => slug)
            .toSorted(),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('facets', () => {
  test('count what each choice would show under the choices of the other groups', async () => {
    await fillShop();
    const everything = await readShop();
    await fc.assert(
      fc.asyncProperty(filters, async (wanted) => {
        const query = ProductQuery.parse(wanted);
        const count = (change: Partial<ProductQuery>) => matching(everything, { ...query, ...change }).length;
        const facets = await countFacets(db, query, ko);
        expect(facets.total).toEqual({ count: count({}), isMore: false });
        expect(facets.inStock.count).toBe(count({ inStock: true }));
        expect(facets.prices.map((range) => range.count)).toEqual(
          priceRanges.map((range) =>
            count({ minPriceWon: range.minPriceWon ?? undefined, maxPriceWon: range.maxPriceWon ?? undefined }),
          ),
        );
        for (const { slug, count: counted } of facets.categories) expect(counted, slug).toBe(count({ category: slug }));
        for (const { value, count: counted } of facets.options.flatMap(({ values }) => values)) {
          const others = query.option.filter((one) => one.split(':')[0] !== value.split(':')[0]);
          expect(counted, value).toBe(count({ option: [...others, value] }));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('are in the reader’s language, and say the value that the query takes', async () => {
    await addProduct({ variants: [{ options: { 색상: '백자' }, optionsEn: { Colour: 'White' } }] });
    const { options }: Facets = await countFacets(db, ProductQuery.parse({}), { locale: 'en' });
    const values = [{ value: '색상:백자', label: 'White', count: 1, isMore: false }];
    expect(options).toEqual([{ name: 'Colour', values }]);
  });

  test('say that there is more than they count', async () => {
    await fillShop(facetRowsMax + 5);
    const facets = await countFacets(db, ProductQuery.parse({}), ko);
    expect(facets.total).toEqual({ count: 1_000, isMore: true });
    expect(facets.options[0]?.values.every(({ isMore }) => isMore)).toBe(true);
    const searched = await countFacets(db, ProductQuery.parse({ q: '찻잔' }), ko);
    expect(searched.total).toEqual({ count: 1_000, isMore: true });
  });

  test('are counted once for all who ask the same within seconds, and held for a bounded number of questions', async () => {
    await addProduct();
    const ask = (query: Record<string, string>) => readFacets(ProductQuery.parse(query), ko);
    const [first, second] = await Promise.all([ask({}), ask({ sort: 'priceAsc' })]);
    expect(second).toBe(first);
    await addProduct();
    expect((await ask({})).total.count).toBe(1);
    expect((await ask({ minPriceWon: '0' })).total.count).toBe(2);
    // A few at once: of all the last would wait too long for a connection on a slow machine.
    for (let priceWon = 1; priceWon <= facetQueriesMax; priceWon += 20)
      await Promise.all(Array.from({ length: 20 }, (_, place) => ask({ minPriceWon: String(priceWon + place) })));
    expect((await ask({})).total.count).toBe(2);
  });
});

test('a plan for every read: each walks an index as far as its page goes', async () => {
  await fillShop(6_000);
  const plans: Record<string, string> = {};
  const plan = async (name: string, query: Record<string, string | string[]>) => {
    plans[name] = await planOf(db, (spy) => listProducts(spy, ProductQuery.parse(query), ko));
  };
  for (const sort of productSorts) await plan(sort, { sort });
  for (const sort of productSorts) await plan(`${sort} of tea`, { sort, category: 'tea' });
  await plan('words', { q: 'V777' });
  await plan('initials', { q: 'ㄱㅈㅅ' });
  plans.detail = await planOf(db, (spy) => readProduct(spy, { idOrSlug: 'made-7', now: new Date() }, ko));

  const key = {
    relevance: 'created_at',
    popular: 'popularity',
    newest: 'created_at',
    priceAsc: 'price_won',
    priceDesc: 'price_won',
    name: 'name_ko',
  };
  for (const sort of productSorts) {
    expect(plans[sort]).toMatch(new RegExp(`Scan (Backward )?using product_listings_${key[sort]}_product_id_idx`));
    expect(plans[`${sort} of tea`]).toMatch(
      new RegExp(`Scan (Backward )?using product_listings_category_id_${key[sort]}_product_id_idx`),
    );
  }
  expect(plans.words).toContain('Bitmap Index Scan on product_listings_grams_idx');
  expect(plans.detail).toContain('products_slug_key');
  for (const [name, text] of Object.entries(plans))
    expect(text, name).not.toMatch(/Seq Scan on (product|variant|stock)/);
});

const filters = fc.record(
  {
    category: fc.constantFrom('home', 'light', 'tea'),
    inStock: fc.constant('true'),
    option: fc.subarray([...colours.map((colour) => `색상:${colour}`), '크기:소'], { minLength: 1 }),
    minPriceWon: fc.constantFrom('14000', '35000'),
    maxPriceWon: fc.constantFrom('28000', '60000'),
  },
  { requiredKeys: [] },
);

type Shown = { slug: string; category: string; priceWon: number; variants: { values: string[]; inStock: boolean }[] };

function readShop(): Promise<Shown[]> {
  return rows<Shown>(
    db,
    sql`SELECT p.slug, c.slug AS category, p.price_won,
          (SELECT jsonb_agg(jsonb_build_object('inStock', s.on_hand_units > 0,
             'values', (SELECT jsonb_agg(name || ':' || value) FROM jsonb_each_text(v.options) AS o (name, value))))
           FROM variants v JOIN stock_levels s ON s.variant_id = v.id WHERE v.product_id = p.id) AS variants
        FROM products p JOIN categories c ON c.id = p.category_id`,
  );
}

/** What a query should show, by the rule instead of by an index. */
function matching(everything: Shown[], query: ProductQuery): Shown[] {
  const names = [...new Set(query.option.map((value) => value.split(':')[0]))];
  const has = (values: string[]) =>
    names.every((name) => query.option.some((value) => value.split(':')[0] === name && values.includes(value)));
  return everything.filter(
    ({ category, priceWon, variants }) =>
      (query.category === undefined ||
        category === query.category ||
        (query.category === 'home' && category === 'light')) &&
      priceWon >= (query.minPriceWon ?? 0) &&
      priceWon <= (query.maxPriceWon ?? Number.POSITIVE_INFINITY) &&
      has(variants.flatMap(({ values }) => values)) &&
      (!query.inStock || variants.some(({ values, inStock }) => inStock && has(values))),
  );
}
