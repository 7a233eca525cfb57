import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDb, truncateAll } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { changeStockedProduct } from '@/lib/inventory/change-stocked-product';
import { addCategory, addProduct, testAdmin } from '@/lib/inventory/test-products';
import { unwrap } from '@/lib/shared/result';
import { readAdminProduct } from './admin-queries';
import { changeCategory } from './change-category';
import { listProducts } from './list-products';
import { ProductQuery } from './model';
import { findMovedCategory, readProduct } from './queries';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');
const ko = { locale: 'ko' as const };

test('a product is found by every slug it had, at once and not from one to the next', async () => {
  const { productId } = await addProduct({ slug: 'jar' });
  await rename(productId, 'moon-jar');
  await rename(productId, 'white-moon-jar');
  for (const slug of ['jar', 'moon-jar', 'white-moon-jar'])
    expect(unwrap(await readProduct(db, { idOrSlug: slug, now }, ko))).toMatchObject({
      id: productId,
      slug: 'white-moon-jar',
    });
  expect(unwrap(await readAdminProduct(db, { productId })).formerSlugs).toEqual(['moon-jar', 'jar']);
});

test('a slug chosen for a new product is none that leads to another', async () => {
  const { productId } = await addProduct({ slug: 'jar' });
  await rename(productId, 'moon-jar');
  const other = await addProduct({ name: { ko: '항아리', en: 'Jar' } });
  expect(unwrap(await readAdminProduct(db, other)).slug).toMatch(/^jar-[0-9a-f]{8}$/);
  expect(await leadsTo('jar')).toBe(productId);
});

test('a category is found by every slug it had, by people and by lists', async () => {
  const categoryId = await addCategory('tea');
  const { productId } = await addProduct({ categoryId });
  for (const slug of ['tea-things', 'tea-room']) unwrap(await renameCategory(categoryId, slug));
  expect(
    await Promise.all(['tea', 'tea-things', 'tea-room', 'coffee'].map((slug) => findMovedCategory(db, slug))),
  ).toEqual(['tea-room', 'tea-room', null, null]);
  const { items } = unwrap(await listProducts(db, ProductQuery.parse({ category: 'tea' }), ko));
  expect(items.map(({ id }) => id)).toEqual([productId]);
});

test('whatever is renamed in whatever order, a former slug leads to who had it last, unless a present slug is the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(renames, { maxLength: 12 }), async (sequence) => {
      await truncateAll();
      const categoryId = await addCategory('all');
      const ids = await Promise.all(
        products.map(async (_, at) => (await addProduct({ categoryId, slug: `p${at}` })).productId),
      );
      const present = products.map((_, at) => `p${at}`);
      const lastHolder = new Map<string, number>();
      for (const { product, slug } of sequence) {
        const renamed = await change(ids[product] ?? '', slug);
        const holder = present.indexOf(slug);
        expect(renamed.ok).toBe(holder === -1 || holder === product);
        if (!renamed.ok || holder === product) continue;
        lastHolder.set(present[product] ?? '', product);
        present[product] = slug;
      }
      for (const slug of new Set([...slugs, ...present])) {
        const at = present.includes(slug) ? present.indexOf(slug) : lastHolder.get(slug);
        expect(await leadsTo(slug), slug).toBe(at === undefined ? null : ids[at]);
      }
    }),
    { numRuns: 15 },
  );
});

test('two that leave and take slugs at the same moment end with one owner each', async () => {
  const [jar, bowl] = [await addProduct({ slug: 'jar' }), await addProduct({ slug: 'bowl' })];
  await Promise.all([change(jar.productId, 'old-jar'), change(bowl.productId, 'jar')]);
  const taken = (await db.product.findUnique({ where: { slug: 'jar' } }))?.id ?? jar.productId;
  expect(await leadsTo('jar')).toBe(taken);
  expect(await leadsTo('old-jar')).toBe(jar.productId);
  expect(await leadsTo('bowl')).toBe(bowl.productId);
});

async function leadsTo(slug: string): Promise<string | null> {
  const found = await readProduct(db, { idOrSlug: slug, now }, ko);
  return found.ok ? found.value.id : null;
}

function change(productId: string, slug: string) {
  return inTransaction((tx) => changeStockedProduct(tx, { actor: testAdmin, productId, change: { slug }, now }));
}

async function rename(productId: string, slug: string): Promise<void> {
  unwrap(await change(productId, slug));
}

function renameCategory(categoryId: string, slug: string) {
  return inTransaction((tx) => changeCategory(tx, { actor: testAdmin, categoryId, change: { slug } }));
}

const products = [0, 1, 2];
const slugs = ['p0', 'p1', 'p2', 'a', 'b', 'c'];
const renames = fc.record({ product: fc.constantFrom(...products), slug: fc.constantFrom(...slugs) });
