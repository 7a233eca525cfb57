import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction, sqlState } from '@/lib/db/transaction';
import { doneBySystem } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { ok, type Result } from '@/lib/shared/result';
import { moveStock } from './move-stock';
import { releaseStock } from './release-stock';
import { reserveStock } from './reserve-stock';
import { returnStock } from './return-stock';
import { sellReservedStock } from './sell-reserved-stock';
import { sellStock } from './sell-stock';
import { addVariant, stockOf, testAdmin } from './test-products';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');
const order = () => ({ orderId: newId(), doneBy: doneBySystem, now });
const one = (variantId: string, units = 1) => ({ lines: [{ variantId, units }] });

describe('stock for orders', () => {
  test('goes from the shelf to an order and back, and every sale and return is a movement', async () => {
    const vase = await addVariant(10);
    await inTransaction((tx) => reserveStock(tx, one(vase, 4)));
    expect(await stockOf(vase)).toEqual({ onHandUnits: 10, reservedUnits: 4 });
    await inTransaction((tx) => releaseStock(tx, one(vase, 1)));
    expect(await stockOf(vase)).toEqual({ onHandUnits: 10, reservedUnits: 3 });
    await inTransaction((tx) => sellReservedStock(tx, { ...one(vase, 3), ...order() }));
    expect(await stockOf(vase)).toEqual({ onHandUnits: 7, reservedUnits: 0 });
    await inTransaction((tx) => sellStock(tx, { ...one(vase, 2), ...order() }));
    await inTransaction((tx) => returnStock(tx, { ...one(vase, 1), ...order() }));
    expect(await stockOf(vase)).toEqual({ onHandUnits: 6, reservedUnits: 0 });
    expect(await movementsOf(vase)).toEqual(['RECEIVE +10 = 10', 'SALE -3 = 7', 'SALE -2 = 5', 'CANCEL +1 = 6']);
  });

  test('is taken for every line or for none, and every short line is named', async () => {
    const [vase, bowl, gone] = [await addVariant(5), await addVariant(1), newId()];
    const lines = [
      { variantId: vase, units: 5 },
      { variantId: bowl, units: 2 },
      { variantId: gone, units: 1 },
    ];
    for (const take of [reserveStock, sellStock]) {
      const refused = await inTransaction<unknown, { code: string }>((tx) => take(tx, { lines, ...order() }));
      expect(refused).toMatchObject({
        ok: false,
        error: {
          code: 'inventory.shortage',
          shortages: expect.arrayContaining([
            { variantId: bowl, requestedUnits: 2, availableUnits: 1 },
            { variantId: gone, requestedUnits: 1, availableUnits: 0 },
          ]),
        },
      });
    }
    expect(await stockOf(vase)).toEqual({ onHandUnits: 5, reservedUnits: 0 });
  });

  test('counts two lines of one variant together', async () => {
    const vase = await addVariant(3);
    const lines = [...one(vase, 2).lines, ...one(vase, 2).lines];
    const refused = await inTransaction((tx) => reserveStock(tx, { lines }));
    expect(refused).toMatchObject({
      ok: false,
      error: { shortages: [{ variantId: vase, requestedUnits: 4, availableUnits: 3 }] },
    });
  });

  test('that is held is not available to others', async () => {
    const vase = await addVariant(3);
    await inTransaction((tx) => reserveStock(tx, one(vase, 2)));
    const refused = await inTransaction((tx) => sellStock(tx, { ...one(vase, 2), ...order() }));
    expect(refused).toMatchObject({ ok: false, error: { shortages: [{ availableUnits: 1 }] } });
  });

  test('is never released or sold from a hold that is not there: that is a bug, and throws', async () => {
    const vase = await addVariant(3);
    await expect(inTransaction((tx) => releaseStock(tx, one(vase)))).rejects.toThrow('Invariant broken');
    await expect(inTransaction((tx) => sellReservedStock(tx, { ...one(vase), ...order() }))).rejects.toThrow(
      'Invariant broken',
    );
    expect(await stockOf(vase)).toEqual({ onHandUnits: 3, reservedUnits: 0 });
  });
});

describe('many at once', () => {
  test('of 50 who want the last unit, one gets it', async () => {
    const last = await addVariant(1);
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, buyer) =>
        inTransaction<unknown, { code: string }>((tx) =>
          buyer % 2 ? sellStock(tx, { ...one(last), ...order() }) : reserveStock(tx, one(last)),
        ),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const { onHandUnits, reservedUnits } = await stockOf(last);
    expect(onHandUnits - reservedUnits).toBe(0);
  });

  test('80 who want the same two variants in opposite order get exactly the 20 there are, without a deadlock', async () => {
    const [vase, bowl] = [await addVariant(20), await addVariant(20)];
    const results = await Promise.all(
      Array.from({ length: 80 }, (_, buyer) => {
        const lines = [...one(vase).lines, ...one(bowl).lines];
        if (buyer % 2) lines.reverse();
        // Not retried: a deadlock would show as a throw.
        return inTransaction((tx) => sellStock(tx, { lines, ...order() }), { attempts: 1 });
      }),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(20);
    expect(await stockOf(vase)).toEqual({ onHandUnits: 0, reservedUnits: 0 });
    expect(await stockOf(bowl)).toEqual({ onHandUnits: 0, reservedUnits: 0 });
    await expectBooksToAgree([vase, bowl]);
  });

  test('buyers, payers, expiries, cancellers and the warehouse on the same variants keep the books', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aVisit, { minLength: 6, maxLength: 14 }), async (visits) => {
        const shelf = [await addVariant(6), await addVariant(3), await addVariant(9)];
        const watched = watchWhile(Promise.all(visits.map((visit) => live(visit, shelf))), shelf);
        for (const { onHandUnits, reservedUnits } of await watched) {
          expect(reservedUnits).toBeGreaterThanOrEqual(0);
          expect(onHandUnits).toBeGreaterThanOrEqual(reservedUnits);
        }
        await expectBooksToAgree(shelf);
        for (const variantId of shelf) expect((await stockOf(variantId)).reservedUnits).toBe(0);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  }, 180_000);
});

describe('Postgres itself refuses', () => {
  test.each([
    ['more reserved than on hand', sql`UPDATE stock_levels SET reserved_units = on_hand_units + 1`],
    ['less than nothing on hand', sql`UPDATE stock_levels SET on_hand_units = -1`],
    ['a negative reservation', sql`UPDATE stock_levels SET reserved_units = -1`],
    ['a maximum below the minimum', sql`UPDATE stock_levels SET safety_min_units = 5, safety_max_units = 4`],
    ['a movement of nothing', movement({ deltaUnits: 0, balanceUnits: 1, reason: 'ADJUST' })],
    ['a balance below zero', movement({ deltaUnits: -1, balanceUnits: -1, reason: 'ADJUST' })],
    ['a sale without an order', movement({ deltaUnits: -1, balanceUnits: 1, reason: 'SALE' })],
    ['a changed movement', sql`UPDATE stock_movements SET delta_units = 7`],
    ['a forgotten movement', sql`DELETE FROM stock_movements`],
  ])('%s', async (_, planted) => {
    await addVariant(2);
    const failure = await rows(db, planted).catch((error: unknown) => error);
    expect(sqlState(failure)).toMatch(/^(23514|P0001|23001)$/);
  });
});

function movement({ deltaUnits, balanceUnits, reason }: { deltaUnits: number; balanceUnits: number; reason: string }) {
  return sql`INSERT INTO stock_movements (id, variant_id, delta_units, balance_units, reason)
    SELECT gen_random_uuid(), variant_id, ${deltaUnits}::int, ${balanceUnits}::int, ${reason}::movement_reason FROM stock_levels`;
}

/** One person's business, each step in its own transaction, as in the shop. Refusals end it. */
type Visit = {
  kind: 'buy' | 'buyAndCancel' | 'pay' | 'expire' | 'receive' | 'damage';
  lines: { at: number; units: number }[];
};

async function live({ kind, lines }: Visit, shelf: string[]): Promise<void> {
  const wanted = lines.map(({ at, units }) => ({ variantId: shelf[at] ?? '', units }));
  const done = order();
  const sold = { lines: wanted, ...done };
  const steps: Record<Visit['kind'], ((tx: Tx) => Promise<Result<unknown, { code: string }>>)[]> = {
    buy: [(tx) => sellStock(tx, sold)],
    buyAndCancel: [(tx) => sellStock(tx, sold), (tx) => returnStock(tx, sold)],
    pay: [(tx) => reserveStock(tx, sold), (tx) => sellReservedStock(tx, sold)],
    expire: [(tx) => reserveStock(tx, sold), (tx) => releaseStock(tx, sold)],
    receive: [(tx) => byHand(tx, wanted[0], 1)],
    damage: [(tx) => byHand(tx, wanted[0], -1)],
  };
  for (const step of steps[kind]) if (!(await inTransaction(step)).ok) return;
}

async function byHand(tx: Tx, line: { variantId: string; units: number } | undefined, sign: 1 | -1) {
  if (!line) return ok(undefined);
  return moveStock(tx, {
    actor: testAdmin,
    variantId: line.variantId,
    now,
    deltaUnits: sign * line.units,
    reason: sign > 0 ? 'RECEIVE' : 'DAMAGE',
    note: '',
  });
}

/** Stock as everybody else sees it while `work` is under way, and once more when it is done. */
async function watchWhile(work: Promise<unknown>, shelf: string[]) {
  const seen: { onHandUnits: number; reservedUnits: number }[] = [];
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  const look = async () => seen.push(...(await db.stockLevel.findMany({ where: { variantId: { in: shelf } } })));
  while (!done) await look();
  await finished;
  await look();
  return seen;
}

/** On hand is the sum of the movements; so it is before the last one, whose balance must then be it. */
async function expectBooksToAgree(shelf: string[]): Promise<void> {
  const wrong = await rows(
    db,
    sql`SELECT s.variant_id FROM stock_levels s JOIN stock_movements m ON m.variant_id = s.variant_id
        WHERE s.variant_id = ANY (${shelf}::uuid[])
        GROUP BY s.variant_id HAVING sum(m.delta_units) <> s.on_hand_units
          OR NOT s.on_hand_units = ANY (array_agg(m.balance_units)) OR s.reserved_units > s.on_hand_units`,
  );
  expect(wrong).toEqual([]);
}

async function movementsOf(variantId: string): Promise<string[]> {
  const found = await db.stockMovement.findMany({ where: { variantId }, orderBy: { id: 'asc' } });
  return found.map((one) => `${one.reason} ${one.deltaUnits > 0 ? '+' : ''}${one.deltaUnits} = ${one.balanceUnits}`);
}

const aVisit: fc.Arbitrary<Visit> = fc.record({
  kind: fc.constantFrom('buy', 'buyAndCancel', 'pay', 'expire', 'receive', 'damage'),
  lines: fc.uniqueArray(fc.record({ at: fc.nat(2), units: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
    selector: (line) => line.at,
  }),
});
