import { describe, expect, test } from 'vitest';
import { testDb, truncateAll } from '@/lib/db/test-database';
import { newId } from '@/lib/shared/ids';

const db = testDb();

const category = () => ({ id: newId(), slug: newId(), position: 1 });

describe('testDb', () => {
  test.each([1, 2])('gives test %i an empty database', async () => {
    expect(await db.category.count()).toBe(0);
    await db.category.create({ data: category() });
    expect(await db.category.count()).toBe(1);
  });

  test('truncateAll empties tables that reference each other', async () => {
    const parent = await db.category.create({ data: category() });
    await db.category.create({ data: { ...category(), parentId: parent.id } });
    await truncateAll();
    expect(await db.category.count()).toBe(0);
  });
});
