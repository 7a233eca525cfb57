import { describe, expect, it } from 'vitest';
import { expireCoupons } from '@/lib/coupons/expire-coupons';
import { couponAdmin } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';
import { cancelOrder } from './cancel-order';
import { placeOrder } from './place-order';
import { buy, choose, expire, historyOf, hold, newShop, stateOf } from './test-coupon-shop';
import { brokenBooks, checkout, fillCart, noon } from './test-shop';

const _db = testDb();

describe.each([1, 2, 3])('at the same moment (%i)', () => {
  const end = later(noon, days(1));
  const soon = later(end, -1);
  const newEnding = () => newShop({ use: { days: 1 }, restoreOnCancel: 'IF_NOT_EXPIRED' });
  const sweep = (couponId: string) =>
    inTransaction(async (tx) => ok(await expireCoupons(tx, { couponIds: [couponId], now: end })));
  /** Places what is in the cart, if the coupon counts. */
  const place = (actor: Actor, cartVersion: number, changes: Parameters<typeof checkout>[2]) =>
    inTransaction((tx) => placeOrder(tx, checkout(actor, cartVersion, { expectedTotalWon: 30_000, ...changes })));

  it('a use and the coupon’s end: it is used, or it is over and the order asks again', async () => {
    const { hana, jar, couponId } = await newEnding();
    await fillCart(hana, { [jar]: 1 }, soon);
    const cart = unwrap(await choose(hana, [couponId], soon));
    const [placed, swept] = await Promise.all([place(hana, cart.version, { now: soon }), sweep(couponId)]);
    if (!placed.ok) expect(['order.totalChanged', 'coupon.gone']).toContain(placed.error.code);
    expect([unwrap(swept), await stateOf(couponId), await historyOf(couponId)]).toEqual(
      placed.ok ? [0, 'USED', ['ISSUED', 'USED']] : [1, 'EXPIRED', ['ISSUED', 'EXPIRED']],
    );
    expect(await brokenBooks()).toEqual([]);
  });

  it('two orders of the cart that it is in: one of them has it', async () => {
    const { hana, jar, couponId } = await newShop();
    await fillCart(hana, { [jar]: 1 });
    const { version } = unwrap(await choose(hana, [couponId]));
    const placed = await Promise.all([1, 2].map(() => place(hana, version, { pay: false })));
    expect(placed.filter((one) => one.ok)).toHaveLength(1);
    expect(placed.find((one) => !one.ok)).toMatchObject({ error: { code: 'cart.alreadyOrdered' } });
    expect([await stateOf(couponId), await historyOf(couponId)]).toEqual(['HELD', ['ISSUED', 'HELD']]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('an order that lets go of it and one that wants it: the second has it, or asks again', async () => {
    const { hana, jar, couponId } = await newShop();
    const first = unwrap(await buy(hana, { [jar]: 1 }, [couponId], { pay: false }));
    const over = later(noon, hold);
    await fillCart(hana, { [jar]: 1 }, over);
    const { version } = unwrap(await choose(hana, [couponId], over));
    const [ended, placed] = await Promise.all([expire(first, over), place(hana, version, { pay: false, now: over })]);
    expect(unwrap(ended).expired).toBe(true);
    if (!placed.ok) expect(['order.totalChanged', 'coupon.gone']).toContain(placed.error.code);
    const released = ['ISSUED', 'HELD', 'RELEASED'];
    expect([await stateOf(couponId), await historyOf(couponId)]).toEqual(
      placed.ok ? ['HELD', [...released, 'HELD']] : ['USABLE', released],
    );
    expect(await brokenBooks()).toEqual([]);
  });

  it('a cancellation that restores it and its end: it is restored, and over once it is looked at again', async () => {
    const { hana, jar, couponId } = await newEnding();
    const order = unwrap(await buy(hana, { [jar]: 1 }, [couponId]));
    const request = { actor: couponAdmin, by: 'ADMIN' as const, orderId: order.id, reason: '변심', now: soon };
    const [cancelled, swept] = await Promise.all([inTransaction((tx) => cancelOrder(tx, request)), sweep(couponId)]);
    expect(cancelled.ok).toBe(true);
    const restored = ['ISSUED', 'USED', 'RESTORED'];
    const isOver = unwrap(swept) === 1;
    expect([await stateOf(couponId), await historyOf(couponId)]).toEqual(
      isOver ? ['EXPIRED', [...restored, 'EXPIRED']] : ['USABLE', restored],
    );
    expect(await brokenBooks()).toEqual([]);
  });

  it('a cancellation of an unpaid order and its hold’s end: one of them gives it back, once', async () => {
    const { hana, jar, couponId } = await newShop();
    const order = unwrap(await buy(hana, { [jar]: 1 }, [couponId], { pay: false }));
    const over = later(noon, hold);
    const request = { actor: hana, by: 'CUSTOMER' as const, orderId: order.id, reason: '변심', now: later(over, -1) };
    const [cancelled, ended] = await Promise.all([
      inTransaction((tx) => cancelOrder(tx, request)),
      expire(order, over),
    ]);
    expect(cancelled.ok).toBe(!unwrap(ended).expired);
    expect([await stateOf(couponId), await historyOf(couponId)]).toEqual(['USABLE', ['ISSUED', 'HELD', 'RELEASED']]);
    expect(await brokenBooks()).toEqual([]);
  });
});
