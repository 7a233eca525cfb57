import { expect, test, vi } from 'vitest';
import type { AlertKind } from '@/lib/alerts/model';
import type { ProductChange } from '@/lib/catalog/admin-model';
import { listen, stopListening } from '@/lib/db/listen';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { doneBySystem } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { changeStatuses } from './change-statuses';
import { changeStockedProduct } from './change-stocked-product';
import type { ManualReason } from './model';
import { moveStock } from './move-stock';
import { releaseStock } from './release-stock';
import { reserveStock } from './reserve-stock';
import { returnStock } from './return-stock';
import { sellStock } from './sell-stock';
import { setThresholds } from './set-thresholds';
import { addProduct, addVariant, testAdmin } from './test-products';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');

test('many buyers who cross the minimum together raise one alert of each kind', async () => {
  const vase = await stocked({ units: 12, minimum: 5 });
  const bought = await Promise.all(Array.from({ length: 16 }, () => sell(vase)));
  expect(bought.filter(({ ok }) => ok)).toHaveLength(12);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK recovered', 'SOLD_OUT']);
  const low = await db.alert.findFirstOrThrow({ where: { kind: 'LOW_STOCK' } });
  expect(low).toMatchObject({ severity: 'WARNING', subject: vase, details: { availableUnits: 5, safetyMinUnits: 5 } });
});

test('an alert is raised again only after it has recovered, in whichever order buyers and givers-back come', async () => {
  const vase = await stocked({ units: 6, minimum: 5 });
  await sell(vase);
  await sell(vase);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK']);
  await giveBack(vase, 1);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK']);
  await giveBack(vase, 1);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK recovered']);
  await sell(vase);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK recovered', 'LOW_STOCK']);

  // Each crosses one way or the other, waiting for the one before: what it sees of alerts must not be older than its turn.
  for (let round = 0; round < 10; round++)
    await Promise.all([giveBack(vase, 1), sell(vase), giveBack(vase, 1), sell(vase)]);
  const alerts = await db.alert.findMany({ where: { variantId: vase }, orderBy: { id: 'asc' } });
  expect(alerts.filter(({ recoveredAt }) => recoveredAt === null)).toHaveLength(1);
  expect(await availableOf(vase)).toBe(5);
});

test('what sells out straight through its minimum is sold out, and nothing else; what comes in below the minimum is low', async () => {
  const vase = await stocked({ units: 6, minimum: 5 });
  await sell(vase, 6);
  expect(await alertsOf(vase)).toEqual(['SOLD_OUT']);
  await move(vase, 3, 'RECEIVE');
  expect(await alertsOf(vase)).toEqual(['SOLD_OUT recovered', 'LOW_STOCK']);
  await sell(vase, 3);
  expect(await alertsOf(vase)).toEqual(['SOLD_OUT recovered', 'LOW_STOCK recovered', 'SOLD_OUT']);
  await move(vase, 9, 'RECEIVE');
  expect(await openOf(vase)).toEqual([]);
});

test('sold out and brought back by many at once, it is low or sold out, never both, as its units say', async () => {
  const vase = await stocked({ units: 2, minimum: 2 });
  await limit(vase, 1, null);
  for (let round = 0; round < 12; round++) {
    await Promise.all([sell(vase), sell(vase), giveBack(vase, 1), sell(vase), giveBack(vase, 1)]);
    const available = await availableOf(vase);
    const expected = available === 0 ? ['SOLD_OUT'] : available === 1 ? ['LOW_STOCK'] : [];
    expect(await openOf(vase)).toEqual(expected);
  }
});

test('a sale that is rolled back raises none, and neither does one that is refused', async () => {
  const vase = await stocked({ units: 6, minimum: 5 });
  const failed = inTransaction(async (tx) => {
    unwrap(await sellStock(tx, { lines: [{ variantId: vase, units: 6 }], ...order() }));
    throw new Error('the order fails');
  });
  await expect(failed).rejects.toThrow('the order fails');
  expect(await sell(vase, 7)).toMatchObject({ ok: false });
  expect(await alertsOf(vase)).toEqual([]);
});

test('holds count, since what is held is not available', async () => {
  const vase = await stocked({ units: 6, minimum: 5 });
  const lines = [{ variantId: vase, units: 2 }];
  await inTransaction((tx) => reserveStock(tx, { lines }));
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK']);
  await inTransaction((tx) => releaseStock(tx, { lines }));
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK recovered']);
});

test('too much is told once, by what is on hand', async () => {
  const vase = await stocked({ units: 9, minimum: 0, maximum: 10 });
  await move(vase, 1, 'RECEIVE');
  expect(await alertsOf(vase)).toEqual([]);
  await move(vase, 5, 'RECEIVE');
  await move(vase, 5, 'RECEIVE');
  expect(await alertsOf(vase)).toEqual(['OVERSTOCK']);
  await move(vase, -10, 'DAMAGE');
  expect(await alertsOf(vase)).toEqual(['OVERSTOCK recovered']);
});

test('limits that are moved across the stock are a crossing; no minimum is never low', async () => {
  const vase = await stocked({ units: 6, minimum: 0 });
  await limit(vase, 6, null);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK']);
  await limit(vase, 5, 5);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK recovered', 'OVERSTOCK']);
  await limit(vase, 0, null);
  await sell(vase, 6);
  expect(await alertsOf(vase)).toEqual(['LOW_STOCK recovered', 'OVERSTOCK recovered', 'SOLD_OUT']);
});

test('of several variants in one order each tells for itself', async () => {
  const [vase, bowl] = [await stocked({ units: 6, minimum: 5 }), await stocked({ units: 6, minimum: 2 })];
  const lines = [vase, bowl].map((variantId) => ({ variantId, units: 2 }));
  unwrap(await inTransaction((tx) => sellStock(tx, { lines, ...order() })));
  expect([await alertsOf(vase), await alertsOf(bowl)]).toEqual([['LOW_STOCK'], []]);
});

test('two open alerts of one kind and subject cannot be stored, nor a stock alert about nothing', async () => {
  const vase = await stocked({ units: 6, minimum: 6 });
  const raise = (kind: AlertKind, variantId: string | null) =>
    db.alert.create({ data: { id: newId(), kind, severity: 'WARNING', subject: vase, variantId, details: {} } });
  await expect(raise('LOW_STOCK', vase)).rejects.toThrow('Unique constraint');
  await expect(raise('SOLD_OUT', null)).rejects.toThrow('alerts_stock_subject');
});

test('what is on sale with nothing is sold out once, whichever way it came there; what is in preparation is not', async () => {
  const created = await addProduct({ variants: [{ onHandUnits: 0, options: { 크기: '소' } }] });
  const draft = await addProduct({ status: 'DRAFT', variants: [{ onHandUnits: 0 }] });
  const [bowl = '', vase = ''] = [...created.variantIds, ...draft.variantIds];
  await limit(vase, 3, null);
  expect([await alertsOf(bowl), await alertsOf(vase)]).toEqual([['SOLD_OUT'], []]);
  await turn(draft.productId, { status: 'ACTIVE' });
  await turn(draft.productId, { status: 'ACTIVE' });
  expect(await alertsOf(vase)).toEqual(['SOLD_OUT']);

  await turn(created.productId, {
    variants: [{ sku: newId(), options: { 크기: '대' }, priceWon: 9_000, onHandUnits: 0 }],
  });
  const added = await db.variant.findFirstOrThrow({ where: { productId: created.productId, id: { not: bowl } } });
  expect(await alertsOf(added.id)).toEqual(['SOLD_OUT']);
});

const order = () => ({ orderId: newId(), doneBy: doneBySystem, now });

test('what is archived has no alerts and gets none, and what comes back is judged again and announced', async () => {
  const { productId, variantIds } = await addProduct({ variants: [{ onHandUnits: 9 }, { onHandUnits: 0 }] });
  const [vase = '', bowl = ''] = variantIds;
  await limit(vase, 0, 5);
  await turn(productId, { status: 'ARCHIVED' });
  expect(await alertsOf(vase)).toEqual(['OVERSTOCK recovered']);
  await limit(vase, 0, 20);
  await limit(vase, 0, 5);
  expect(await openOf(vase)).toEqual([]);

  const told = new Set<string>();
  let isListening = false;
  const missed = () => {
    isListening = true;
  };
  listen('maru_stock', { heard: (ids) => ids.forEach((id) => void told.add(id)), missed });
  await vi.waitFor(() => expect(isListening).toBe(true), { timeout: 10_000 });
  told.clear();
  await turn(productId, { status: 'ACTIVE' });
  await vi.waitFor(() => expect([...told].sort()).toEqual(variantIds.toSorted()), { timeout: 10_000 });
  await stopListening();
  expect([await openOf(vase), await openOf(bowl)]).toEqual([['OVERSTOCK'], ['SOLD_OUT']]);

  await turn(productId, { variants: [{ id: vase, status: 'ARCHIVED' }] });
  expect([await openOf(vase), await openOf(bowl)]).toEqual([[], ['SOLD_OUT']]);
  const archive = { productIds: [productId], status: 'ARCHIVED' as const };
  unwrap(await inTransaction((tx) => changeStatuses(tx, { actor: testAdmin, ...archive, now })));
  expect(await openOf(bowl)).toEqual([]);
});

async function turn(productId: string, change: ProductChange) {
  unwrap(await inTransaction((tx) => changeStockedProduct(tx, { actor: testAdmin, productId, change, now })));
}

async function stocked({
  units,
  minimum,
  maximum = null,
}: {
  units: number;
  minimum: number;
  maximum?: number | null;
}) {
  const variantId = await addVariant(units);
  await limit(variantId, minimum, maximum);
  return variantId;
}

const sell = (variantId: string, units = 1) =>
  inTransaction((tx) => sellStock(tx, { lines: [{ variantId, units }], ...order() }));

const giveBack = (variantId: string, units: number) =>
  inTransaction((tx) => returnStock(tx, { lines: [{ variantId, units }], ...order() }));

async function limit(variantId: string, safetyMinUnits: number, safetyMaxUnits: number | null) {
  const limits = { actor: testAdmin, variantId, safetyMinUnits, safetyMaxUnits };
  unwrap(await inTransaction((tx) => setThresholds(tx, limits)));
}

async function move(variantId: string, deltaUnits: number, reason: ManualReason) {
  unwrap(
    await inTransaction((tx) => moveStock(tx, { actor: testAdmin, variantId, deltaUnits, reason, note: '', now })),
  );
}

async function alertsOf(variantId: string): Promise<string[]> {
  const alerts = await db.alert.findMany({ where: { variantId }, orderBy: { id: 'asc' } });
  return alerts.map(({ kind, recoveredAt }) => (recoveredAt ? `${kind} recovered` : kind));
}

async function openOf(variantId: string): Promise<AlertKind[]> {
  const alerts = await db.alert.findMany({ where: { variantId, recoveredAt: null }, orderBy: { id: 'asc' } });
  return alerts.map(({ kind }) => kind);
}

async function availableOf(variantId: string): Promise<number> {
  const stock = await db.stockLevel.findUniqueOrThrow({ where: { variantId } });
  return stock.onHandUnits - stock.reservedUnits;
}
