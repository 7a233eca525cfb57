import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { stopListening } from '@/lib/db/listen';
import { execute, firstRow, rows, sql } from '@/lib/db/sql';
import { testDb, truncateAll } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { cancelOrder } from '@/lib/orders/cancel-order';
import { lockOrder } from '@/lib/orders/lock-order';
import { payOrder } from '@/lib/orders/pay-order';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, checkout, fillCart, noon } from '@/lib/orders/test-shop';
import { transitionOrder } from '@/lib/orders/transition-order';
import { hours, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { ok, unwrap } from '@/lib/shared/result';
import { readPopularProducts } from './popular-products';
import { rankProducts } from './queries';
import { rollUpSales } from './roll-up-sales';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
afterAll(stopListening);

const count = (limit = 100) => inTransaction((tx) => rollUpSales(tx, { limit }));

async function countAll(): Promise<void> {
  while (unwrap(await count()).counted > 0);
}

async function buy(units: Record<string, number>, { at = noon, pay = true } = {}): Promise<string> {
  const shopper = await addShopper({ balanceWon: 2_000_000 });
  const cartVersion = await fillCart(shopper, units, at);
  const placed = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay, now: at }))));
  return placed.id;
}

/** Cancels so many more units of the order's lines as are left, or the whole order. */
function cancel(orderId: string, units: number[] | 'all'): Promise<unknown> {
  return inTransaction(async (tx) => {
    const { order } = required(await lockOrder(tx, { orderId }), 'order');
    if (order.status === 'CANCELLED') return ok(undefined);
    const more = order.lines.map(({ id, quantity, cancelledQuantity }, place) => {
      const left = quantity - cancelledQuantity;
      return { lineId: id, quantity: units === 'all' ? left : Math.min(left, units[place] ?? 0) };
    });
    const lines = more.filter(({ quantity }) => quantity > 0);
    if (lines.length === 0) return ok(undefined);
    const now = later(noon, hours(5));
    const cancelled = await cancelOrder(tx, { actor: admin, by: 'ADMIN', orderId, lines, reason: 'test', now });
    return cancelled.ok ? ok(undefined) : cancelled;
  });
}

type HourlySale = { hour: Date; productId: string; units: number; revenueWon: number };

/** The roll-up, without the hours in which everything was cancelled. */
function rolledUp(): Promise<HourlySale[]> {
  return rows(db, sql`SELECT * FROM product_sales WHERE units <> 0 OR revenue_won <> 0 ORDER BY hour, product_id`);
}

/** The same from the orders as they stand. Every unit of a line costs the same here, so a line's won are split evenly. */
function recomputed(): Promise<HourlySale[]> {
  return rows(
    db,
    sql`SELECT date_trunc('hour', o.paid_at, 'UTC') AS hour, l.product_id, sum(l.quantity - l.cancelled_quantity)::bigint AS units,
          sum((l.quantity - l.cancelled_quantity) * l.unit_price_won)::bigint AS revenue_won
        FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.paid_at IS NOT NULL
        GROUP BY 1, 2 HAVING sum(l.quantity - l.cancelled_quantity) <> 0 ORDER BY 1, 2`,
  );
}

test('a payment counts in its hour, a cancellation is taken off there, and an unpaid order is not counted', async () => {
  const [jar, cup] = [
    await addVariant({ units: 20, priceWon: 30_000 }),
    await addVariant({ units: 20, priceWon: 7_000 }),
  ];
  const first = await buy({ [jar]: 3, [cup]: 1 }, { at: later(noon, minutes(59)) });
  await buy({ [jar]: 2 }, { at: later(noon, minutes(61)) });
  await buy({ [cup]: 5 }, { pay: false });
  await countAll();
  expect((await rolledUp()).map(({ units, revenueWon }) => [units, revenueWon]).sort()).toEqual([
    [1, 7_000],
    [2, 60_000],
    [3, 90_000],
  ]);
  expect(await rolledUp()).toEqual(await recomputed());

  await cancel(first, [1, 0]);
  await countAll();
  expect(await rolledUp()).toEqual(await recomputed());
  await cancel(first, 'all');
  await countAll();
  expect((await rolledUp()).map(({ units, revenueWon }) => [units, revenueWon])).toEqual([[2, 60_000]]);
});

test('an order that is paid later counts in the hour of its payment, and one that moves on counts no more', async () => {
  const jar = await addVariant({ units: 5 });
  const shopper = await addShopper({ balanceWon: 100_000 });
  const justBefore = later(noon, -minutes(1));
  const cartVersion = await fillCart(shopper, { [jar]: 2 }, justBefore);
  const unpaid = checkout(shopper, cartVersion, { pay: false, now: justBefore });
  const { id: orderId } = unwrap(await inTransaction((tx) => placeOrder(tx, unpaid)));
  unwrap(await inTransaction((tx) => payOrder(tx, { actor: shopper, orderId, now: noon })));
  await countAll();
  expect(await rolledUp()).toEqual([expect.objectContaining({ hour: noon, units: 2 })]);
  const admin = { ...shopper, role: 'ADMIN' as const };
  const prepare = { actor: admin, orderId, to: 'PREPARING', now: later(noon, hours(2)) } as const;
  unwrap(await inTransaction((tx) => transitionOrder(tx, prepare)));
  expect(unwrap(await count()).counted).toBe(0);
});

test('won that do not divide evenly are split over a line’s units, the first ones taking what is left over', async () => {
  const jar = await addVariant({ units: 9, priceWon: 1_000 });
  const shopper = await addShopper({ balanceWon: 10_000 });
  const cartVersion = await fillCart(shopper, { [jar]: 3 });
  const { id: orderId } = unwrap(
    await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay: false }))),
  );
  await execute(db, sql`UPDATE order_lines SET paid_won = 2999, discount_won = 1 WHERE order_id = ${orderId}::uuid`);
  unwrap(await inTransaction((tx) => payOrder(tx, { actor: shopper, orderId, now: noon })));
  const revenues: (number | undefined)[] = [];
  for (let cancelled = 0; cancelled < 3; cancelled++) {
    await countAll();
    revenues.push((await firstRow<HourlySale>(db, sql`SELECT revenue_won FROM product_sales`))?.revenueWon);
    await cancel(orderId, [1]);
  }
  expect(revenues).toEqual([2_999, 2_000, 1_000]);
});

test('the roll-up is the orders, whatever is bought, cancelled, counted and killed at once', {
  timeout: 120_000,
}, async () => {
  const deed = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('buy' as const), units: fc.tuple(fc.nat(2), fc.nat(2)), hour: fc.nat(3) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('cancel' as const),
        which: fc.nat(9),
        units: fc.tuple(fc.nat(2), fc.nat(2)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancelAll' as const), which: fc.nat(9) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('count' as const), limit: fc.integer({ min: 1, max: 5 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('die' as const), limit: fc.integer({ min: 1, max: 5 }) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 24 }), async (deeds) => {
      await truncateAll();
      const shelf = [await addVariant({ units: 1_000 }), await addVariant({ units: 1_000 })].map(String);
      const seed = await Promise.all([
        buy({ [String(shelf[0])]: 2 }),
        buy({ [String(shelf[0])]: 1, [String(shelf[1])]: 2 }),
      ]);
      const bought = [...seed];
      await Promise.all(
        deeds.map(async (one) => {
          if (one.do === 'buy') {
            const units = Object.fromEntries(shelf.map((variantId, index) => [variantId, (one.units[index] ?? 0) + 1]));
            bought.push(await buy(units, { at: later(noon, hours(one.hour)) }));
          }
          if (one.do === 'cancel') await cancel(String(bought[one.which % bought.length]), one.units);
          if (one.do === 'cancelAll') await cancel(String(bought[one.which % bought.length]), 'all');
          if (one.do === 'count') unwrap(await count(one.limit));
          if (one.do === 'die') await expect(dieWhileCounting(one.limit)).rejects.toThrow('killed');
        }),
      );
      await Promise.all([countAll(), countAll()]);
      expect(await rolledUp()).toEqual(await recomputed());
      expect(await db.uncountedSale.count()).toBe(0);
    }),
    { numRuns: 25 },
  );
});

/** Killed after the work and before the commit. */
function dieWhileCounting(limit: number): Promise<unknown> {
  return inTransaction(async (tx) => {
    unwrap(await rollUpSales(tx, { limit }));
    throw new Error('killed');
  });
}

test('two that count at once share the events: none is counted twice', async () => {
  const jar = await addVariant({ units: 100 });
  for (let order = 0; order < 6; order++) await buy({ [jar]: 1 });
  let other: ReturnType<typeof count> | undefined;
  await inTransaction(async (tx) => {
    expect(unwrap(await rollUpSales(tx, { limit: 4 })).counted).toBe(4);
    // The other passes over these four at once; only the product's hour is ours until we commit.
    other = count();
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), { timeout: 10_000 });
    return ok(undefined);
  });
  expect(await other).toEqual(ok({ counted: 2 }));
  expect(await rolledUp()).toEqual([expect.objectContaining({ units: 6 })]);
});

async function waitingForLocks(): Promise<number | undefined> {
  const found = await firstRow<{ waiting: number }>(
    db,
    sql`SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return found?.waiting;
}

test('popular is what sold most in 72 whole hours and the current one; ties go by revenue, then to the newest', async () => {
  const prices = [5_000, 5_000, 9_000, 1_000, 1_000, 1_000, 1_000];
  const variants = await Promise.all(prices.map((priceWon) => addVariant({ units: 100, priceWon })));
  const [older, newer, dear, most, early, late, archived] = variants.map(String) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const now = later(noon, minutes(40));
  await setCreated(older, 1);
  await setCreated(newer, 2);
  for (const tied of [older, newer, dear]) await buy({ [tied]: 2 }, { at: now });
  await buy({ [most]: 3 }, { at: later(noon, -hours(72)) });
  await buy({ [early]: 9 }, { at: later(noon, -hours(72) - 1) });
  await buy({ [late]: 1 }, { at: now });
  await buy({ [archived]: 50 }, { at: now });
  await execute(
    db,
    sql`UPDATE products SET status = 'ARCHIVED' WHERE id = (SELECT product_id FROM variants WHERE id = ${archived}::uuid)`,
  );
  await countAll();
  const { products, window } = await rankProducts(db, { now });
  const expected = await Promise.all([most, dear, newer, older, late].map(productOf));
  expect(products.map(({ productId }) => productId)).toEqual(expected);
  expect(products.map(({ unitsSold }) => unitsSold)).toEqual([3, 2, 2, 2, 1]);
  expect(window).toEqual({ from: later(noon, -hours(72)), to: now });
});

test('the window holds the sum of its hours, whoever counts, cancels and moves it at once', async () => {
  const variants = await Promise.all([0, 1, 2].map(() => addVariant({ units: 500, priceWon: 1_000 })));
  const orders: string[] = [];
  for (let age = 0; age < 80; age += 4)
    orders.push(
      await buy(
        { [String(variants[age % 3])]: 3, [String(variants[(age + 1) % 3])]: 1 },
        { at: later(noon, -hours(age)) },
      ),
    );
  const move = (hour: number) => rankProducts(db, { now: later(noon, hours(hour)) });
  await move(0);
  await Promise.all([
    ...orders.map((id, index) => (index % 2 === 0 ? cancel(id, index % 4 === 0 ? [1] : 'all') : null)),
    ...Array.from({ length: 6 }, () => count(7)),
    ...[1, 5, 0, 9, 3].map(move),
  ]);
  await countAll();
  for (const hour of [9, 0, 30, 71, -8]) {
    await move(hour);
    expect(
      await rows(db, sql`SELECT * FROM product_sales_lately WHERE units <> 0 OR revenue_won <> 0 ORDER BY product_id`),
    ).toEqual(
      await rows(
        db,
        sql`SELECT product_id, sum(units)::int AS units, sum(revenue_won)::bigint AS revenue_won FROM product_sales, sales_window
            WHERE hour >= from_hour GROUP BY product_id HAVING sum(units) <> 0 OR sum(revenue_won) <> 0 ORDER BY product_id`,
      ),
    );
  }
});

async function productOf(variantId: string): Promise<string> {
  return (await db.variant.findUniqueOrThrow({ where: { id: variantId } })).productId;
}

async function setCreated(variantId: string, day: number): Promise<void> {
  const at = new Date(`2026-10-0${day}T00:00:00Z`);
  await db.product.update({ where: { id: await productOf(variantId) }, data: { createdAt: at } });
}

test('every process’s ranks follow what is counted, without being asked', async () => {
  const [jar, cup] = [await addVariant({ units: 50 }), await addVariant({ units: 50 })].map(String) as [string, string];
  const shown = async () =>
    (await readPopularProducts(db, { locale: 'ko' })).items.map(({ rank, product, unitsSold }) => [
      rank,
      product.id,
      unitsSold,
    ]);
  expect(await shown()).toEqual([]);
  const at = new Date();
  await buy({ [jar]: 1 }, { at });
  await countAll();
  await vi.waitFor(async () => expect(await shown()).toEqual([[1, await productOf(jar), 1]]), { timeout: 10_000 });
  await buy({ [cup]: 2 }, { at });
  await countAll();
  const ranked = [
    [1, await productOf(cup), 2],
    [2, await productOf(jar), 1],
  ];
  await vi.waitFor(async () => expect(await shown()).toEqual(ranked), { timeout: 10_000 });
});
