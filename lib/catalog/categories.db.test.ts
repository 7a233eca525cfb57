import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute, sql } from '@/lib/db/sql';
import { testDb, truncateAll } from '@/lib/db/test-database';
import { inTransaction, sqlState } from '@/lib/db/transaction';
import { addCategory, addProduct, testAdmin } from '@/lib/inventory/test-products';
import { ok, unwrap } from '@/lib/shared/result';
import { arrangeCategories } from './arrange-categories';
import { changeCategory } from './change-category';
import { removeCategory } from './remove-category';

const db = testDb();

test('however many categories move at once, none ends above itself, with the use case or without it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moves, { minLength: 2, maxLength: 8 }), fc.boolean(), async (wishes, byHand) => {
      await truncateAll();
      const ids = await Promise.all(nodes.map((node) => addCategory(`c${node}`)));
      const idOf = (node: number) => ids[node] ?? '';
      const move = byHand ? moveByHand : moveByUseCase;
      await Promise.all(wishes.map(({ node, below }) => move(idOf(node), idOf(below))));
      const parents = new Map((await db.category.findMany()).map(({ id, parentId }) => [id, parentId]));
      for (const id of ids) expect(heightOf(id, parents)).toBeLessThanOrEqual(nodes.length);
    }),
    { numRuns: 15 },
  );
});

test('a category is removed only when nothing is in it', async () => {
  const [tea, cups, room] = [await addCategory('tea'), await addCategory('cups'), await addCategory('room')];
  const green = await addCategory('green', tea);
  await addProduct({ categoryId: cups, status: 'ARCHIVED' });
  expect(await remove(tea)).toMatchObject({ error: { code: 'catalog.categoryNotEmpty' } });
  expect(await remove(cups)).toMatchObject({ error: { code: 'catalog.categoryNotEmpty' } });
  unwrap(await remove(green));
  unwrap(await remove(tea));
  unwrap(await remove(room));
  expect(await remove(room)).toMatchObject({ error: { code: 'http.notFound' } });
  expect(await db.category.findMany()).toMatchObject([{ slug: 'cups' }]);
  const [entry] = await db.auditLog.findMany({ where: { action: 'category.remove', entityId: tea } });
  expect(entry).toMatchObject({ before: { slug: 'tea' }, after: null });
});

test('what is put into a category while it is removed finds it, or finds it gone', async () => {
  for (const round of [1, 2, 3, 4, 5]) {
    const categoryId = await addCategory(`round-${round}`);
    const [removed, added] = await Promise.all([remove(categoryId), addProduct({ categoryId }).catch(String)]);
    const isThere = (await db.category.count({ where: { id: categoryId } })) === 1;
    expect(removed.ok).toBe(!isThere);
    if (isThere) expect(added).toMatchObject({ productId: expect.any(String) });
    else expect(added).toContain('catalog.categoryNotFound');
  }
});

test('children stand in the order they came, or were put into as long as they are still the same', async () => {
  const tea = await addCategory('tea');
  const [a, b, c] = [await addCategory('a', tea), await addCategory('b', tea), await addCategory('c', tea)];
  const arrange = (categoryIds: string[]) =>
    inTransaction((tx) => arrangeCategories(tx, { actor: testAdmin, order: { parentId: tea, categoryIds } }));
  const order = async () =>
    (await db.category.findMany({ where: { parentId: tea }, orderBy: { position: 'asc' } })).map(({ slug }) => slug);
  expect(await order()).toEqual(['a', 'b', 'c']);
  unwrap(await arrange([c, a, b]));
  expect(await order()).toEqual(['c', 'a', 'b']);
  for (const stale of [
    [a, b],
    [a, b, b],
    [a, b, c, tea],
  ])
    expect(await arrange(stale)).toMatchObject({ error: { code: 'catalog.categoriesChanged' } });
  expect(await order()).toEqual(['c', 'a', 'b']);
});

function remove(categoryId: string) {
  return inTransaction((tx) => removeCategory(tx, { actor: testAdmin, categoryId }));
}

function moveByUseCase(categoryId: string, parentId: string) {
  return inTransaction((tx) => changeCategory(tx, { actor: testAdmin, categoryId, change: { parentId } }));
}

/** As a script that knows nothing of the rules would: what must not be, the trigger or the CHECK refuses. */
async function moveByHand(categoryId: string, parentId: string) {
  try {
    await inTransaction(async (tx) => {
      const where = sql`WHERE id = ${categoryId}::uuid`;
      return ok(await execute(tx, sql`UPDATE categories SET parent_id = ${parentId}::uuid ${where}`));
    });
  } catch (error) {
    expect(sqlState(error)).toBe('23514');
  }
}

function heightOf(id: string, parents: Map<string, string | null>): number {
  let height = 0;
  for (let at: string | null = id; at !== null && height <= parents.size; at = parents.get(at) ?? null) height++;
  return height;
}

const nodes = [0, 1, 2, 3];
const moves = fc.record({ node: fc.constantFrom(...nodes), below: fc.constantFrom(...nodes) });
