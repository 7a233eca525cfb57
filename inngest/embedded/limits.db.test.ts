import { setTimeout as delay } from 'node:timers/promises';
import type { Inngest } from 'inngest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Records, startTestRig } from './test-app';

/** How many work now, and worked at most, by what they count as. */
const now = new Map<string, number>();
const most = new Map<string, number>();

async function work(...counts: string[]): Promise<void> {
  for (const count of counts) {
    now.set(count, (now.get(count) ?? 0) + 1);
    most.set(count, Math.max(most.get(count) ?? 0, now.get(count) ?? 0));
  }
  await delay(10);
  for (const count of counts) now.set(count, (now.get(count) ?? 0) - 1);
}

const functions = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'twice',
      retries: 2,
      concurrency: [{ limit: 3 }, { limit: 1, key: 'event.data.shop' }],
      triggers: [{ event: 'limits/twice' }],
    },
    async ({ event, step, attempt }) => {
      await work('all', event.data.shop);
      if (event.data.fails && attempt === 0) throw new Error('once more');
      await Promise.all([
        step.run('left', () => work('all', event.data.shop)),
        step.run('right', () => work('all', event.data.shop)),
      ]);
    },
  ),
  inngest.createFunction(
    { id: 'one', concurrency: 1, triggers: [{ event: 'limits/one' }] },
    async ({ event }) => event.data.place,
  ),
  inngest.createFunction(
    {
      id: 'crowded',
      concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.shop' }],
      triggers: [{ event: 'limits/crowded' }],
    },
    async ({ event }) => {
      if (event.data.shop === 'slow') await gate;
    },
  ),
];
let release: () => void;
const gate = new Promise<void>((resolve) => {
  release = resolve;
});
let rig: Awaited<ReturnType<typeof startTestRig>>;
const records = new Records();

beforeAll(async () => {
  rig = await startTestRig('limits', functions);
});

afterAll(async () => {
  await rig.stop();
  await records.close();
});

test('holds two limits at once, through parallel steps and retries, and leaves nobody waiting', async () => {
  const events = Array.from({ length: 24 }, (_, index) => ({
    name: 'limits/twice',
    data: { shop: `shop ${index % 4}`, fails: index % 3 === 0 },
  }));
  await rig.app.inngest.send(events);
  const runs = await records.ended('limits-twice', events.length);
  expect(runs.every(({ state }) => state === 'COMPLETED')).toBe(true);
  expect([...most.keys()].sort()).toEqual(['all', 'shop 0', 'shop 1', 'shop 2', 'shop 3']);
  for (const [count, atOnce] of most) expect(atOnce, count).toBeLessThanOrEqual(count === 'all' ? 3 : 1);
  expect(await records.query('SELECT FROM maru_jobs.call_slot')).toEqual([]);
});

test('lets those who came first in first', async () => {
  await rig.app.inngest.send(Array.from({ length: 20 }, (_, place) => ({ name: 'limits/one', data: { place } })));
  await records.ended('limits-one', 20);
  const ended = await records.query<{ output: number }>(
    `SELECT output FROM maru_jobs.run WHERE function_id = 'limits-one' ORDER BY ended_at`,
  );
  expect(ended.map(({ output }) => output)).toEqual(Array.from({ length: 20 }, (_, place) => place));
});

test('whoever waits for a full place of its own keeps nobody else from a place that all share', async () => {
  const send = (shop: string, count: number) =>
    rig.app.inngest.send(Array.from({ length: count }, () => ({ name: 'limits/crowded', data: { shop } })));
  await send('slow', 30);
  await send('quick', 10);
  await records.ended('limits-crowded', 10);
  expect(
    await records.query(`SELECT c.standing, count(*)::int AS count FROM maru_jobs.call c GROUP BY 1 ORDER BY 1`),
  ).toEqual([
    { standing: 'PARKED', count: 29 },
    { standing: 'READY', count: 1 },
  ]);
  release();
  const runs = await records.ended('limits-crowded', 40);
  expect(runs.every(({ state }) => state === 'COMPLETED')).toBe(true);
});
