import { describe, expect, test } from 'vitest';
import type { StockStatus } from '@/lib/catalog/model';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { doneBySystem } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import { unwrap } from '@/lib/shared/result';
import { type NewMovement, StockQuery, Thresholds } from './model';
import { moveStock } from './move-stock';
import { countStock, listMovements, listStock, readStock } from './queries';
import { reserveStock } from './reserve-stock';
import { sellStock } from './sell-stock';
import { setThresholds } from './set-thresholds';
import { addProduct, addVariant, stockOf, testAdmin } from './test-products';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');
const ko = { locale: 'ko' as Locale };

describe('moving stock by hand', () => {
  test('records who, why and what was left, in the movements and in the audit log', async () => {
    const vase = await addVariant(10);
    const { movementId } = unwrap(await move(vase, { deltaUnits: -3, reason: 'DAMAGE', note: '이가 나감' }));
    expect(await stockOf(vase)).toEqual({ onHandUnits: 7, reservedUnits: 0 });
    expect(await db.stockMovement.findUniqueOrThrow({ where: { id: movementId } })).toMatchObject({
      ...{ deltaUnits: -3, balanceUnits: 7, reason: 'DAMAGE', note: '이가 나감', actorId: testAdmin.userId },
    });
    expect(await db.auditLog.findFirstOrThrow({ where: { action: 'stock.move' } })).toMatchObject({
      actorId: testAdmin.userId,
      entityId: vase,
      before: { onHandUnits: 10 },
      after: { onHandUnits: 7, deltaUnits: -3 },
    });
  });

  test('never takes what open orders hold, and a refusal leaves nothing behind', async () => {
    const vase = await addVariant(5);
    unwrap(await inTransaction((tx) => reserveStock(tx, { lines: [{ variantId: vase, units: 4 }] })));
    expect(await move(vase, { deltaUnits: -2, reason: 'ADJUST', note: '' })).toEqual({
      ok: false,
      error: { code: 'inventory.negative', onHandUnits: 5, reservedUnits: 4 },
    });
    expect(await db.stockMovement.count()).toBe(1);
    expect(await db.auditLog.count({ where: { action: 'stock.move' } })).toBe(0);
  });

  test('by one form sent many times at once moves it once', async () => {
    const vase = await addVariant(5);
    const movementId = newId();
    const sent = Array.from({ length: 8 }, () =>
      move(vase, { deltaUnits: 2, reason: 'RECEIVE', note: '' }, movementId),
    );
    expect((await Promise.all(sent)).every((result) => result.ok)).toBe(true);
    expect(await stockOf(vase)).toMatchObject({ onHandUnits: 7 });
  });

  test('after a count is refused when what was counted against has changed', async () => {
    const vase = await addVariant(5);
    const counted = { deltaUnits: -1, reason: 'ADJUST', note: '' } as const;
    const count = (expectedOnHandUnits: number) =>
      inTransaction((tx) => moveStock(tx, { actor: testAdmin, variantId: vase, now, expectedOnHandUnits, ...counted }));
    expect(await count(4)).toEqual({ ok: false, error: { code: 'inventory.changedMeanwhile', onHandUnits: 5 } });
    expect((await count(5)).ok).toBe(true);
  });

  test('opens the row of a variant that never had stock', async () => {
    const vase = await addVariant(0);
    await db.stockLevel.delete({ where: { variantId: vase } });
    unwrap(await move(vase, { deltaUnits: 4, reason: 'RECEIVE', note: '' }));
    expect(await stockOf(vase)).toEqual({ onHandUnits: 4, reservedUnits: 0 });
    const nobody = await move(newId(), { deltaUnits: 4, reason: 'RECEIVE', note: '' });
    expect(nobody).toEqual({ ok: false, error: { code: 'inventory.variantNotFound' } });
  });

  test('is for admins: anyone else here is a bug', async () => {
    const vase = await addVariant(1);
    const shopper = { ...testAdmin, role: 'SHOPPER' as const };
    const moved = inTransaction((tx) =>
      moveStock(tx, { actor: shopper, variantId: vase, now, deltaUnits: 1, reason: 'RECEIVE', note: '' }),
    );
    await expect(moved).rejects.toThrow('only an admin');
  });
});

describe('limits', () => {
  test('say when stock is low, and are kept in the audit log', async () => {
    const vase = await addVariant(5);
    const set = await inTransaction((tx) =>
      setThresholds(tx, { actor: testAdmin, variantId: vase, safetyMinUnits: 5, safetyMaxUnits: null }),
    );
    unwrap(set);
    expect(unwrap(await readStock(db, { variantId: vase }, ko))).toMatchObject({
      stockStatus: 'LOW',
      safetyMinUnits: 5,
    });
    expect(await db.auditLog.findFirstOrThrow({ where: { action: 'stock.setThresholds' } })).toMatchObject({
      before: { safetyMinUnits: 0, safetyMaxUnits: null },
      after: { safetyMinUnits: 5, safetyMaxUnits: null },
    });
  });

  test.each([
    [5, 5, true],
    [5, null, true],
    [5, 4, false],
    [-1, 4, false],
  ])('of %s and %s are accepted: %s', (safetyMinUnits, safetyMaxUnits, accepted) => {
    expect(Thresholds.safeParse({ safetyMinUnits, safetyMaxUnits }).success).toBe(accepted);
  });
});

describe('the back office', () => {
  test('lists every variant once, by SKU and by state, with what is available', async () => {
    await addProduct({ variants: ['C', 'A', 'E'].map((sku) => ({ sku, onHandUnits: 9 })) });
    await addProduct({ variants: [{ sku: 'B', onHandUnits: 0 }] });
    const { variantIds } = await addProduct({ status: 'DRAFT', variants: [{ sku: 'D', onHandUnits: 2 }] });
    await addProduct({ status: 'ARCHIVED', variants: [{ sku: 'Z' }] });
    const low = { actor: testAdmin, variantId: variantIds[0] ?? '', safetyMinUnits: 2, safetyMaxUnits: null };
    unwrap(await inTransaction((tx) => setThresholds(tx, low)));

    const seen = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = unwrap(await listStock(db, StockQuery.parse({ limit: 2, cursor }), ko));
      seen.push(...page.items.map((row) => row.sku));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(await countStock(db)).toEqual({ IN_STOCK: 3, LOW: 1, SOLD_OUT: 1 });
    const skusOf = async (status: StockStatus) =>
      unwrap(await listStock(db, StockQuery.parse({ status }), ko)).items.map((row) => row.sku);
    expect(await skusOf('IN_STOCK')).toEqual(['A', 'C', 'E']);
    expect(await skusOf('LOW')).toEqual(['D']);
    expect(await skusOf('SOLD_OUT')).toEqual(['B']);
    const found = unwrap(await listStock(db, StockQuery.parse({ q: 'c' }), ko));
    expect(found.items.map((row) => row.sku)).toEqual(['C']);
  });

  test('tells a variant’s movements newest first, page by page, also those of one moment', async () => {
    const vase = await addVariant(20);
    for (let units = 1; units <= 4; units++)
      unwrap(await move(vase, { deltaUnits: units, reason: 'RECEIVE', note: '' }));
    const sale = { lines: [{ variantId: vase, units: 6 }], orderId: newId(), doneBy: doneBySystem, now };
    unwrap(await inTransaction((tx) => sellStock(tx, sale)));
    const told = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = unwrap(await listMovements(db, { variantId: vase, limit: 2, cursor: cursor ?? undefined }));
      told.push(...page.items.map((movement) => `${movement.deltaUnits} = ${movement.balanceUnits}`));
      cursor = page.nextCursor;
    }
    expect(told).toEqual(['-6 = 24', '4 = 30', '3 = 26', '2 = 23', '1 = 21', '20 = 20']);
  });

  test('refuses broken cursors, and knows no movements of nothing', async () => {
    const vase = await addVariant(1);
    const badCursor = { ok: false, error: { code: 'http.badCursor' } };
    expect(await listStock(db, StockQuery.parse({ cursor: 'W10' }), ko)).toEqual(badCursor);
    expect(await listMovements(db, { variantId: vase, limit: 2, cursor: 'garbage' })).toEqual(badCursor);
    expect(await listMovements(db, { variantId: newId(), limit: 2 })).toMatchObject({
      error: { code: 'inventory.variantNotFound' },
    });
  });
});

function move(variantId: string, movement: NewMovement, movementId?: string) {
  const named = movementId === undefined ? {} : { movementId };
  return inTransaction((tx) => moveStock(tx, { actor: testAdmin, variantId, now, ...named, ...movement }));
}
