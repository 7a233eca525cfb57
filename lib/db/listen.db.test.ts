import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { ok } from '@/lib/shared/result';
import { listen, stopListening } from './listen';
import { notify } from './notify';
import { rows, sql } from './sql';
import { testDb } from './test-database';
import { afterCommit, inTransaction } from './transaction';

const db = testDb();
/** On a busy machine. */
const soon = { timeout: 10_000 };
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
afterAll(stopListening);

/** What a listener has been told so far. */
async function follow(channel: Parameters<typeof listen>[0]) {
  const told = { ids: [] as string[], batches: 0, missed: 0 };
  const stop = listen(channel, {
    heard: (ids) => {
      told.ids.push(...ids);
      told.batches++;
    },
    missed: () => {
      told.missed++;
    },
  });
  stops.push(stop);
  return told;
}

test('what is told is heard on its channel, each id once, in few messages', async () => {
  const stock = await follow('maru_stock');
  await vi.waitFor(() => expect(stock.missed).toBe(1), soon);
  const sales = await follow('maru_sales');
  await vi.waitFor(() => expect(sales.missed).toBe(1), soon);
  const ids = Array.from({ length: 1_000 }, (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`);
  for (const id of ids) notify('maru_stock', [id, ids[0] as string]);
  await vi.waitFor(() => expect(new Set(stock.ids)).toEqual(new Set(ids)), soon);
  // The first at once, the others together: 37 bytes each, in messages of less than 8,000.
  expect(stock.ids).toHaveLength(1_000 + 1);
  expect(stock.batches).toBeLessThanOrEqual(1 + 5);
  expect(sales.ids).toEqual([]);
});

test('a listener whose connection broke hears again, and is told that it missed something', async () => {
  const told = await follow('maru_stock');
  notify('maru_stock', ['before']);
  await vi.waitFor(() => expect(told.ids).toEqual(['before']), soon);
  const killed = await rows(
    db,
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'maru listen' AND datname = current_database()`,
  );
  expect(killed).toHaveLength(1);
  await vi.waitFor(() => expect(told.missed).toBe(1), soon);
  notify('maru_stock', ['after']);
  await vi.waitFor(() => expect(told.ids).toEqual(['before', 'after']), soon);
});

test('a commit is followed by what waited for it, a rollback is not', async () => {
  const done: string[] = [];
  await inTransaction(async (tx) => {
    afterCommit(tx, () => done.push('committed'));
    expect(done).toEqual([]);
    return ok(undefined);
  });
  await inTransaction(async (tx) => {
    afterCommit(tx, () => done.push('refused'));
    return { ok: false, error: { code: 'test.refused' } };
  });
  await expect(
    inTransaction(async (tx) => {
      afterCommit(tx, () => done.push('thrown'));
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  expect(done).toEqual(['committed']);
});

test('what waits for a commit can neither undo it nor wait for one that nobody watches', async () => {
  const result = await inTransaction(async (tx) => {
    afterCommit(tx, () => {
      throw new Error('not told');
    });
    return ok('kept');
  });
  expect(result).toEqual(ok('kept'));
  expect(() => afterCommit(db, () => undefined)).toThrow('Invariant broken');
});
