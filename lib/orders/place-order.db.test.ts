import { beforeEach, describe, expect, it } from 'vitest';
import { setLine } from '@/lib/cart/set-line';
import { nullJson } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import { unwrap } from '@/lib/shared/result';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { readOrder, viewPlacedOrder } from './queries';
import { addShopper, addVariant, balanceOf, brokenBooks, checkout, fillCart, noon, stockOf } from './test-shop';

const db = testDb();
const place = (request: Parameters<typeof placeOrder>[1]) => inTransaction((tx) => placeOrder(tx, request));

describe('an order that is paid at once', () => {
  it('takes stock and money, empties the cart, and queues its payment for every endpoint', async () => {
    const jar = await addVariant({ priceWon: 12_900, units: 5 });
    const hana = await addShopper({ balanceWon: 50_000 });
    await db.deliveryEndpoint.create({
      data: { id: newId(), name: 'Warehouse', url: 'http://127.0.0.1:9', secret: 'whsec_x' },
    });

    const order = unwrap(await place(checkout(hana, await fillCart(hana, { [jar]: 2 }))));

    expect(order).toMatchObject({
      status: 'PAID',
      goodsWon: 25_800,
      shippingWon: 3_000,
      totalWon: 28_800,
      paidWon: 28_800,
    });
    expect(await stockOf(jar)).toEqual({ onHandUnits: 3, reservedUnits: 0 });
    expect(await balanceOf(hana)).toBe(50_000 - 28_800);
    expect(await db.cartLine.count()).toBe(0);
    const delivery = await db.delivery.findFirstOrThrow({ include: { event: true } });
    expect(delivery).toMatchObject({
      orderId: order.id,
      sequence: 1,
      previousSequence: null,
      type: 'order.paid',
      state: 'PENDING',
    });
    expect(JSON.parse(delivery.event.snapshot)).toMatchObject({
      id: order.id,
      status: 'PAID',
      totals: { totalWon: 28_800 },
    });
    expect(await brokenBooks()).toEqual([]);
  });

  it('ships free from 50,000 won of goods', async () => {
    const jar = await addVariant({ priceWon: 25_000, units: 5 });
    const hana = await addShopper({ balanceWon: 50_000 });
    expect(unwrap(await place(checkout(hana, await fillCart(hana, { [jar]: 2 })))).totalWon).toBe(50_000);
  });

  it('goes to the front of the queue for a VIP', async () => {
    await db.deliveryEndpoint.create({
      data: { id: newId(), name: 'Warehouse', url: 'http://127.0.0.1:9', secret: 'whsec_x' },
    });
    const jar = await addVariant({ units: 1 });
    const vip = await addShopper({ balanceWon: 20_000, tier: 'VIP' });
    unwrap(await place(checkout(vip, await fillCart(vip, { [jar]: 1 }))));
    expect((await db.delivery.findFirstOrThrow()).lane).toBe('VIP');
  });
});

describe('the options of what was ordered', () => {
  it.each([true, false])(
    'are frozen in both languages, from its placing to its last event (pay at once: %s)',
    async (pay) => {
      const [options, optionsEn] = [
        { 색상: '백자', 크기: '소' },
        { Colour: 'White', Size: 'Small' },
      ];
      const [jar, cup] = [await addVariant({ units: 1, options, optionsEn }), await addVariant({ units: 1, options })];
      const hana = await addShopper({ balanceWon: 50_000 });
      await fillCart(hana, { [jar]: 1 });
      const cartVersion = await fillCart(hana, { [cup]: 1 }, later(noon, 1));
      const order = unwrap(await place(checkout(hana, cartVersion, { pay })));
      await db.variant.updateMany({ data: { options: { 색상: '청자' }, optionsEn: { 색상: ['Colour', 'Celadon'] } } });
      if (!pay) unwrap(await inTransaction((tx) => payOrder(tx, { actor: hana, orderId: order.id, now: noon })));

      const readers = { customer: { side: 'CUSTOMER', userId: hana.userId }, admin: { side: 'ADMIN' } } as const;
      for (const reader of Object.values(readers)) {
        const shown = async (locale: Locale) =>
          unwrap(await readOrder(db, { orderId: order.id, reader, locale, now: noon })).lines.map(
            (line) => line.options,
          );
        expect(await shown('ko')).toEqual([options, options]);
        expect(await shown('en')).toEqual([optionsEn, options]);
      }
      for (const [locale, first] of [
        ['ko', options],
        ['en', optionsEn],
      ] as const)
        expect(viewPlacedOrder(order, { locale, now: noon }).lines.map((line) => line.options)).toEqual([
          first,
          options,
        ]);

      const events = await db.orderEvent.findMany({ orderBy: { position: 'asc' } });
      expect(events).toHaveLength(pay ? 1 : 2);
      for (const { snapshot } of events) {
        const [withEnglish, without] = JSON.parse(snapshot).lines;
        expect(withEnglish).toMatchObject({ variantId: jar, options, optionsEn });
        expect(without).toMatchObject({ variantId: cup, options });
        expect(without).not.toHaveProperty('optionsEn');
      }
      // NULL, and not JSON's null.
      expect(await db.orderLine.count({ where: { variantId: cup, optionsEn: { equals: nullJson } } })).toBe(1);
    },
  );
});

describe('an unpaid order', () => {
  it('holds its stock for ten minutes and leaves the money alone', async () => {
    const jar = await addVariant({ units: 3 });
    const hana = await addShopper();
    const order = unwrap(await place(checkout(hana, await fillCart(hana, { [jar]: 2 }), { pay: false })));
    expect(order).toMatchObject({
      status: 'PENDING_PAYMENT',
      holdExpiresAt: new Date('2026-11-23T03:10:00.000Z'),
      exportCount: 0,
    });
    expect(await stockOf(jar)).toEqual({ onHandUnits: 3, reservedUnits: 2 });
    expect(await db.delivery.count()).toBe(0);
    expect(await brokenBooks()).toEqual([]);
  });

  it('is one of at most three per shopper', async () => {
    const jar = await addVariant({ units: 10 });
    const hana = await addShopper();
    for (let count = 0; count < 3; count++)
      unwrap(await place(checkout(hana, await fillCart(hana, { [jar]: 1 }), { pay: false })));
    const fourth = await place(checkout(hana, await fillCart(hana, { [jar]: 1 }), { pay: false }));
    expect(fourth).toMatchObject({ ok: false, error: { code: 'order.unpaidLimit', limit: 3 } });
  });
});

describe('a refused order', () => {
  let jar: string;
  let cup: string;
  beforeEach(async () => {
    jar = await addVariant({ priceWon: 30_000, units: 1 });
    cup = await addVariant({ priceWon: 5_000, units: 0 });
  });

  /** Nothing may be left of it: stock, money, cart and orders are as before. */
  async function expectNothingHappened(
    actor: Awaited<ReturnType<typeof addShopper>>,
    balanceWon: number,
    cartLines: number,
  ) {
    expect(await balanceOf(actor)).toBe(balanceWon);
    expect(await db.order.count()).toBe(0);
    expect(await db.orderEvent.count()).toBe(0);
    expect(await db.cartLine.count()).toBe(cartLines);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 1, reservedUnits: 0 });
    expect(await brokenBooks()).toEqual([]);
  }

  it.each([true, false])('lists every short line (pay: %s)', async (pay) => {
    const hana = await addShopper({ balanceWon: 500_000 });
    const refused = await place(checkout(hana, await fillCart(hana, { [jar]: 2, [cup]: 1 }), { pay }));
    expect(refused.ok).toBe(false);
    const shortages = !refused.ok && refused.error.code === 'inventory.shortage' ? refused.error.shortages : [];
    expect([...shortages].sort((a, b) => a.requestedUnits - b.requestedUnits)).toEqual([
      { variantId: cup, requestedUnits: 1, availableUnits: 0 },
      { variantId: jar, requestedUnits: 2, availableUnits: 1 },
    ]);
    await expectNothingHappened(hana, 500_000, 2);
  });

  it('names balance and need when the wallet holds too little', async () => {
    const hana = await addShopper({ balanceWon: 5_000 });
    const refused = await place(checkout(hana, await fillCart(hana, { [jar]: 1 })));
    expect(refused).toEqual({
      ok: false,
      error: { code: 'wallet.insufficient', balanceWon: 5_000, neededWon: 33_000 },
    });
    await expectNothingHappened(hana, 5_000, 1);
  });

  it('says shortage before balance when both are wrong', async () => {
    const hana = await addShopper({ balanceWon: 5_000 });
    const refused = await place(checkout(hana, await fillCart(hana, { [jar]: 2 })));
    expect(refused).toMatchObject({ ok: false, error: { code: 'inventory.shortage' } });
  });

  it('asks again when the price went up, and passes on a price that went down', async () => {
    const hana = await addShopper({ balanceWon: 100_000 });
    const cartVersion = await fillCart(hana, { [jar]: 1 });
    await db.variant.update({ where: { id: jar }, data: { priceWon: 31_000 } });
    const refused = await place(checkout(hana, cartVersion, { expectedTotalWon: 33_000 }));
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'order.totalChanged', totalWon: 34_000, cart: { version: cartVersion } },
    });
    await expectNothingHappened(hana, 100_000, 1);

    await db.variant.update({ where: { id: jar }, data: { priceWon: 20_000 } });
    const placed = unwrap(await place(checkout(hana, cartVersion, { expectedTotalWon: 33_000 })));
    expect(placed.totalWon).toBe(23_000);
    expect(await balanceOf(hana)).toBe(77_000);
  });

  it('was made from a cart that changed since', async () => {
    const hana = await addShopper({ balanceWon: 100_000 });
    const cartVersion = await fillCart(hana, { [jar]: 1 });
    await fillCart(hana, { [cup]: 1 });
    expect(await place(checkout(hana, cartVersion))).toMatchObject({ ok: false, error: { code: 'cart.changed' } });
    await expectNothingHappened(hana, 100_000, 2);
  });

  it('was made from an empty cart', async () => {
    const hana = await addShopper({ balanceWon: 100_000 });
    expect(await place(checkout(hana, await fillCart(hana, {})))).toMatchObject({
      ok: false,
      error: { code: 'cart.empty' },
    });
  });

  it('was made from a cart past its lifetime', async () => {
    const hana = await addShopper({ balanceWon: 100_000 });
    const cartVersion = await fillCart(hana, { [jar]: 1 });
    const tomorrow = new Date(noon.getTime() + 25 * 3_600_000);
    expect(await place(checkout(hana, cartVersion, { now: tomorrow }))).toMatchObject({
      ok: false,
      error: { code: 'cart.changed' },
    });
  });

  it('holds a line that is no longer on sale, which has nothing available', async () => {
    const hana = await addShopper({ balanceWon: 100_000 });
    const cartVersion = await fillCart(hana, { [jar]: 1 });
    await db.variant.update({ where: { id: jar }, data: { status: 'ARCHIVED' } });
    const refused = await place(checkout(hana, cartVersion));
    expect(refused).toMatchObject({
      error: { code: 'inventory.shortage', shortages: [{ variantId: jar, requestedUnits: 1, availableUnits: 0 }] },
    });
  });
});

describe('many at once', () => {
  it('80 buyers of 20 units: 20 orders are paid, stock is 0, the books agree', async () => {
    const jar = await addVariant({ units: 20 });
    // Four to a connection: of many more the last would wait too long for theirs on a slow machine.
    const shoppers = await Promise.all(Array.from({ length: 80 }, () => addShopper({ balanceWon: 20_000 })));
    const versions = await Promise.all(shoppers.map((actor) => fillCart(actor, { [jar]: 1 })));

    const results = await Promise.all(shoppers.map((actor, index) => place(checkout(actor, versions[index] ?? 0))));

    expect(results.filter((result) => result.ok)).toHaveLength(20);
    const refusals = results.filter((result) => !result.ok).map((result) => result.ok || result.error.code);
    expect(new Set(refusals)).toEqual(new Set(['inventory.shortage']));
    expect(await stockOf(jar)).toEqual({ onHandUnits: 0, reservedUnits: 0 });
    expect(await db.order.count({ where: { status: 'PAID' } })).toBe(20);
    expect(await brokenBooks()).toEqual([]);
  }, 60_000);

  it('20 orders of one cart version: one is made, the others name it', async () => {
    const jar = await addVariant({ units: 50 });
    const hana = await addShopper({ balanceWon: 1_000_000 });
    const cartVersion = await fillCart(hana, { [jar]: 1 });

    const results = await Promise.all(Array.from({ length: 20 }, () => place(checkout(hana, cartVersion))));

    const placed = results.filter((result) => result.ok);
    expect(placed).toHaveLength(1);
    const { id } = unwrap(required(placed[0], 'the order'));
    for (const result of results)
      if (!result.ok) expect(result.error).toEqual({ code: 'cart.alreadyOrdered', orderId: id });
    expect(await stockOf(jar)).toEqual({ onHandUnits: 49, reservedUnits: 0 });
    expect(await brokenBooks()).toEqual([]);
  });

  it('carts with the same variants in opposite order do not deadlock', async () => {
    const [jar, cup] = [await addVariant({ units: 100 }), await addVariant({ units: 100 })];
    const shoppers = await Promise.all(Array.from({ length: 40 }, () => addShopper({ balanceWon: 50_000 })));
    const versions = await Promise.all(
      shoppers.map((actor, index) => fillCart(actor, index % 2 ? { [jar]: 1, [cup]: 1 } : { [cup]: 1, [jar]: 1 })),
    );
    const results = await Promise.all(
      shoppers.map((actor, index) => place(checkout(actor, versions[index] ?? 0, { pay: index % 3 > 0 }))),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await brokenBooks()).toEqual([]);
  }, 30_000);

  it('a cart that changes while it is ordered: ordered as it was, or not at all', async () => {
    const [jar, cup] = [await addVariant({ units: 100 }), await addVariant({ units: 100 })];
    for (let round = 0; round < 10; round++) {
      const hana = await addShopper({ balanceWon: 100_000 });
      const cartVersion = await fillCart(hana, { [jar]: 1 });
      const { id: cartId } = await db.cart.findFirstOrThrow({ where: { userId: hana.userId } });
      const [result] = await Promise.all([place(checkout(hana, cartVersion)), fillCart(hana, { [cup]: 1 })]);
      const orders = await db.order.findMany({ where: { cartId }, include: { lines: true } });
      if (result.ok) expect(orders.map((order) => order.lines.map((line) => line.variantId))).toEqual([[jar]]);
      else expect(result.error.code).toBe('cart.changed');
      expect(orders).toHaveLength(result.ok ? 1 : 0);
    }
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('the cart itself', () => {
  it('refuses more than 99 of a line, and goods that do not exist', async () => {
    const jar = await addVariant({ units: 5 });
    const hana = await addShopper();
    await fillCart(hana, {});
    const cart = await db.cart.findFirstOrThrow({ where: { userId: hana.userId } });
    const set = (variantId: string, quantity: number) =>
      inTransaction((tx) => setLine(tx, { cart, variantId, quantity, now: noon }));
    expect(await set(jar, 100)).toMatchObject({ error: { code: 'cart.quantityLimit', limit: 99 } });
    expect(await set(newId(), 1)).toMatchObject({ error: { code: 'cart.variantNotFound' } });
    expect(await set(jar, 99)).toMatchObject({ ok: true });
  });
});
