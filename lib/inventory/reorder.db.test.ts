import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { doneBySystem } from '@/lib/identity/model';
import { hours, later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { countVariantSales } from './count-variant-sales';
import { endExpectedStock } from './end-expected-stock';
import { expectStock } from './expect-stock';
import { listExpectedStock } from './expected-stock-queries';
import { listToReorder } from './list-to-reorder';
import { moveStock } from './move-stock';
import { returnStock } from './return-stock';
import { suggestedUnits } from './rules';
import { sellStock } from './sell-stock';
import { setThresholds } from './set-thresholds';
import { addVariant, testAdmin } from './test-products';

const db = testDb();
const now = new Date();
const daysAgo = (days: number) => later(now, -hours(24 * days));

test('what is at or below its minimum, or will be soon, is to be reordered, and what is not, is not', async () => {
  const [low, selling, fine] = [await addVariant(10), await addVariant(50), await addVariant(50)];
  await limit(low, 10, 40);
  await limit(selling, 10, null);
  await limit(fine, 10, null);
  await sell(selling, 20, daysAgo(1));
  await sell(fine, 1, daysAgo(1));
  await age([low, selling, fine], 10);

  const listed = await reorders();
  expect(listed.map(({ variantId }) => variantId)).toEqual([low, selling]);
  expect(listed).toMatchObject([
    { availableUnits: 10, soldPerDay: 0, coverDays: null, onOrderUnits: 0, suggestedUnits: 30 },
    { availableUnits: 30, soldPerDay: 2, coverDays: 15, onOrderUnits: 0, suggestedUnits: 0 },
  ]);
});

test('what nobody buys and no limit asks for is not to be reordered, sold out or not', async () => {
  const [forgotten, wanted] = [await addVariant(0), await addVariant(0)];
  await limit(wanted, 0, 10);
  await age([forgotten, wanted], 10);
  expect(await reorders()).toMatchObject([{ variantId: wanted, suggestedUnits: 10 }]);
});

test('sales count per day since the variant is there, four weeks at most, less what was cancelled', async () => {
  const [young, old] = [await addVariant(40), await addVariant(300)];
  await age([young], 2);
  await age([old], 100);
  await sell(young, 10, daysAgo(1));
  await sell(old, 200, daysAgo(40));
  await sell(old, 60, daysAgo(20));
  await inTransaction((tx) => returnStock(tx, { lines: [{ variantId: old, units: 4 }], ...order(daysAgo(19)) }));
  await limit(young, 30, null);
  await limit(old, 200, null);
  const speeds = new Map((await reorders()).map(({ variantId, soldPerDay }) => [variantId, soldPerDay]));
  expect([speeds.get(young), speeds.get(old)]).toEqual([5, 2]);
});

test('speed is the same counted beforehand or not, and what is sold or cancelled after the count adds to it', async () => {
  const [vase, bowl] = [await addVariant(300), await addVariant(300)];
  await age([vase, bowl], 100);
  await limit(vase, 300, null);
  await limit(bowl, 300, null);
  for (const days of [40, 28.5, 20, 1]) await sell(vase, 28, daysAgo(days));
  const speeds = async () =>
    new Map((await reorders()).map(({ variantId, soldPerDay }) => [variantId, soldPerDay] as const));
  expect((await speeds()).get(vase)).toBe(2);
  const count = () => inTransaction((tx) => countVariantSales(tx, { now }));
  await Promise.all([count(), count()]);
  expect((await speeds()).get(vase)).toBe(2);
  await sell(vase, 28, now);
  await sell(bowl, 14, now);
  await inTransaction((tx) => returnStock(tx, { lines: [{ variantId: vase, units: 14 }], ...order(now) }));
  expect(await speeds()).toEqual(
    new Map([
      [vase, 2.5],
      [bowl, 0.5],
    ]),
  );
  // A count of last month says nothing any more.
  await db.variantSales.updateMany({ data: { units: 1_000, countedAt: daysAgo(30) } });
  expect((await speeds()).get(vase)).toBe(2.5);
  await inTransaction((tx) => countVariantSales(tx, { now: later(now, hours(1)) }));
  expect(await speeds()).toEqual(
    new Map([
      [vase, 2.5],
      [bowl, 0.5],
    ]),
  );
});

test('one unit in four weeks is a speed too', async () => {
  const slow = await addVariant(3);
  await age([slow], 100);
  await limit(slow, 5, null);
  await sell(slow, 1, daysAgo(27));
  expect(await reorders()).toMatchObject([{ soldPerDay: 0.04, coverDays: 56 }]);
});

test('what is on order is not ordered again; what is received is no longer on order, oldest first', async () => {
  const vase = await addVariant(5);
  await limit(vase, 10, 60);
  const [first, second] = [await orderFrom(vase, 20), await orderFrom(vase, 25)];
  expect(await reorders()).toMatchObject([{ onOrderUnits: 45, suggestedUnits: 10 }]);
  await receive(vase, 3);
  expect(await openOf(vase)).toEqual([`${first} 17`, `${second} 25`]);
  await Promise.all([receive(vase, 10), receive(vase, 10)]);
  expect(await openOf(vase)).toEqual([`${second} 22`]);
  unwrap(await inTransaction((tx) => endExpectedStock(tx, { actor: testAdmin, expectedId: second, now })));
  expect(await openOf(vase)).toEqual([]);
  expect(
    await inTransaction((tx) => endExpectedStock(tx, { actor: testAdmin, expectedId: second, now })),
  ).toMatchObject({ ok: false, error: { code: 'inventory.expectedEnded' } });
  await receive(vase, 30);
  expect(await db.expectedStock.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { receivedUnits: 20 },
    { receivedUnits: 3 },
  ]);
});

test('an order at a supplier is noted once, also when the form is sent twice', async () => {
  const vase = await addVariant(5);
  const expectedId = newId();
  const note = () =>
    inTransaction((tx) =>
      expectStock(tx, { actor: testAdmin, variantId: vase, expectedId, units: 20, expectedAt: null, note: '', now }),
    );
  await Promise.all([note(), note()]);
  expect(unwrap(await listExpectedStock(db, { variantId: vase, limit: 24 })).items).toHaveLength(1);
  expect(await db.auditLog.count({ where: { action: 'stock.expect' } })).toBe(1);
});

test('the list goes on where the page before ended', async () => {
  for (let count = 0; count < 5; count++) await limit(await addVariant(4), 10, null);
  const first = unwrap(await listToReorder(db, { limit: 3 }, { locale: 'ko', now }));
  const rest = { limit: 3, cursor: first.nextCursor ?? '' };
  const second = unwrap(await listToReorder(db, rest, { locale: 'ko', now }));
  const ids = [...first.items, ...second.items].map(({ variantId }) => variantId);
  expect([new Set(ids).size, second.nextCursor]).toEqual([5, null]);
  expect(await listToReorder(db, { limit: 3, cursor: 'x' }, { locale: 'ko', now })).toMatchObject({ ok: false });
});

test('a suggestion never goes beyond the maximum, nor below nothing', () => {
  const units = fc.nat(500);
  fc.assert(
    fc.property(units, units, units, fc.option(units), fc.double({ min: 0, max: 50, noNaN: true }), (...numbers) => {
      const [availableUnits, onOrderUnits, safetyMinUnits, safetyMaxUnits, soldPerDay] = numbers;
      const suggested = suggestedUnits({ availableUnits, onOrderUnits, safetyMinUnits, safetyMaxUnits, soldPerDay });
      expect(suggested).toBeGreaterThanOrEqual(0);
      if (safetyMaxUnits !== null && suggested > 0)
        expect(availableUnits + onOrderUnits + suggested).toBe(safetyMaxUnits);
    }),
  );
});

const order = (at: Date) => ({ orderId: newId(), doneBy: doneBySystem, now: at });

const reorders = async () => unwrap(await listToReorder(db, { limit: 24 }, { locale: 'ko', now })).items;

async function sell(variantId: string, units: number, at: Date) {
  unwrap(await inTransaction((tx) => sellStock(tx, { lines: [{ variantId, units }], ...order(at) })));
}

async function age(variantIds: string[], days: number) {
  await db.variant.updateMany({ where: { id: { in: variantIds } }, data: { createdAt: daysAgo(days) } });
}

async function limit(variantId: string, safetyMinUnits: number, safetyMaxUnits: number | null) {
  const limits = { actor: testAdmin, variantId, safetyMinUnits, safetyMaxUnits };
  unwrap(await inTransaction((tx) => setThresholds(tx, limits)));
}

async function orderFrom(variantId: string, units: number): Promise<string> {
  const expected = { actor: testAdmin, variantId, units, expectedAt: null, note: '', now };
  return unwrap(await inTransaction((tx) => expectStock(tx, expected))).expectedId;
}

async function receive(variantId: string, deltaUnits: number) {
  const movement = { actor: testAdmin, variantId, deltaUnits, reason: 'RECEIVE', note: '', now } as const;
  unwrap(await inTransaction((tx) => moveStock(tx, movement)));
}

async function openOf(variantId: string): Promise<string[]> {
  const open = await db.expectedStock.findMany({ where: { variantId, endedAt: null }, orderBy: { id: 'asc' } });
  return open.map(({ id, units, receivedUnits }) => `${id} ${units - receivedUnits}`);
}
