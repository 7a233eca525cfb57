import { expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { ok } from '@/lib/shared/result';
import { batchesOf } from './batches-of';

testDb();

it('all have their turn, and one that fails keeps none from going on, but is told of', async () => {
  const left = new Map([
    ['long', 3],
    ['broken', 2],
    ['short', 1],
  ]);
  const done: string[] = [];
  const work = async () => {
    const batches = batchesOf([...left.keys()], async (_, one) => {
      const rest = (left.get(one) ?? 0) - 1;
      left.set(one, rest);
      if (one === 'broken') throw new Error('This one is broken.');
      return ok({ one, isMore: rest > 0 });
    });
    for await (const { one } of batches) done.push(one);
  };
  await expect(work()).rejects.toThrow('This one is broken.');
  expect(done).toEqual(['long', 'short', 'long', 'long']);
});
