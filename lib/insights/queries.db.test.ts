import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, checkout, fillCart, noon } from '@/lib/orders/test-shop';
import { transitionOrder } from '@/lib/orders/transition-order';
import { hours, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { countLowStock, countOpenOrders, readBacklogs, readSalesToday } from './queries';

const db = testDb();
/** Noon in Seoul. */
const seoul = { now: noon, timeZone: 'Asia/Seoul' };

async function sell({ at, priceWon, pay = true }: { at: Date; priceWon: number; pay?: boolean }) {
  const shopper = await addShopper({ balanceWon: 200_000 });
  const cartVersion = await fillCart(shopper, { [await addVariant({ priceWon, units: 1 })]: 1 }, at);
  return unwrap(await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay, now: at }))));
}

describe('sales of today', () => {
  it('count from midnight of the reader, against yesterday up to the same time of day', async () => {
    await sell({ at: later(noon, -hours(11)), priceWon: 50_000 }); // 01:00 today
    await sell({ at: later(noon, -hours(13)), priceWon: 60_000 }); // 23:00 yesterday: later than noon
    await sell({ at: later(noon, -hours(25)), priceWon: 70_000 }); // 11:00 yesterday
    await sell({ at: later(noon, -hours(37)), priceWon: 80_000 }); // the day before
    await sell({ at: later(noon, -minutes(5)), priceWon: 90_000, pay: false });
    expect(await readSalesToday(db, seoul)).toEqual({
      today: { orders: 1, salesWon: 50_000 },
      yesterday: { orders: 1, salesWon: 70_000 },
    });
    // In London it is three in the morning, and of today's sales all were yesterday's.
    expect((await readSalesToday(db, { ...seoul, timeZone: 'Europe/London' })).today.orders).toBe(0);
  });

  it('are nothing in a new shop', async () => {
    const nothing = { orders: 0, salesWon: 0 };
    expect(await readSalesToday(db, seoul)).toEqual({ today: nothing, yesterday: nothing });
  });
});

it('open orders are counted by what they wait for', async () => {
  const order = await sell({ at: noon, priceWon: 10_000 });
  await sell({ at: noon, priceWon: 10_000, pay: false });
  expect(await countOpenOrders(db)).toEqual({ PENDING_PAYMENT: 1, PAID: 1, PREPARING: 0 });
  const actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' } as const;
  for (const to of ['PREPARING', 'SHIPPED'] as const) {
    unwrap(await inTransaction((tx) => transitionOrder(tx, { actor, orderId: order.id, to, now: noon })));
  }
  expect(await countOpenOrders(db)).toEqual({ PENDING_PAYMENT: 1, PAID: 0, PREPARING: 0 });
});

it('stock is low up to its minimum, and sold out at nothing, of what is on sale', async () => {
  const [enough, low, soldOut, archived] = await Promise.all([10, 2, 0, 0].map((units) => addVariant({ units })));
  await db.stockLevel.updateMany({
    where: { variantId: { in: [enough, low, soldOut].map(String) } },
    data: { safetyMinUnits: 2 },
  });
  await db.variant.update({ where: { id: String(archived) }, data: { status: 'ARCHIVED' } });
  expect(await countLowStock(db)).toEqual({ low: 1, soldOut: 1 });
});

it('a backlog is what an endpoint has not taken, and endpoints of one name have one', async () => {
  const add = (name: string, pausedAt: Date | null = null) =>
    db.deliveryEndpoint.create({ data: { id: newId(), name, url: 'http://127.0.0.1:9', secret: 'whsec_x', pausedAt } });
  const warehouse = await add('Warehouse');
  await add('Warehouse');
  await add('Quiet', noon);
  await sell({ at: noon, priceWon: 10_000 });
  await sell({ at: noon, priceWon: 10_000 });
  const [first] = await db.delivery.findMany({ where: { endpointId: warehouse.id } });
  await db.delivery.update({ where: { id: String(first?.id) }, data: { state: 'DEAD', settledAt: noon } });
  await db.delivery.updateMany({
    where: { endpoint: { name: 'Quiet' } },
    data: { state: 'DELIVERED', settledAt: noon },
  });

  const [quiet, busy] = await readBacklogs(db);
  expect(quiet).toEqual({ endpoint: 'Quiet', paused: true, pending: 0, dead: 0, oldestPendingSeconds: 0 });
  expect(busy).toMatchObject({ endpoint: 'Warehouse', paused: false, pending: 3, dead: 1 });
  expect(busy?.oldestPendingSeconds).toBeGreaterThanOrEqual(0);
});
