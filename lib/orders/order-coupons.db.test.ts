import { describe, expect, it } from 'vitest';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { days, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, unwrap } from '@/lib/shared/result';
import { dropLapsedCoupons } from './drop-lapsed-coupons';
import { readOrder } from './queries';
import {
  buy,
  cancel,
  cartOf,
  choose,
  claimed,
  expire,
  historyOf,
  hold,
  newShop,
  pay,
  stateOf,
} from './test-coupon-shop';
import { addShopper, addVariant, balanceOf, brokenBooks, fillCart, noon } from './test-shop';

const db = testDb();

describe('a coupon in the cart', () => {
  it('takes its amount off the total, and says why it does not and what would make it', async () => {
    const { hana, cup, couponId } = await newShop({ minimumWon: 40_000 });
    await fillCart(hana, { [cup]: 1 });
    unwrap(await choose(hana, [couponId]));
    expect((await cartOf(hana)).coupons).toMatchObject([
      { couponId, applied: false, reason: 'BELOW_MINIMUM', missingWon: 20_000, discountWon: 0 },
    ]);
    await fillCart(hana, { [cup]: 2 });
    const cart = await cartOf(hana);
    expect(cart.coupons).toMatchObject([{ couponId, applied: true, reason: null, discountWon: 3_000 }]);
    expect(cart.quote).toMatchObject({
      goodsWon: 40_000,
      orderDiscountWon: 3_000,
      shippingWon: 3_000,
      totalWon: 40_000,
    });
    expect((await cartOf(hana, later(noon, days(30)))).coupons).toMatchObject([{ reason: 'EXPIRED', discountWon: 0 }]);
  });

  it('is the owner’s alone', async () => {
    const { couponId } = await newShop();
    expect(await choose(await addShopper(), [couponId])).toEqual(err({ code: 'coupon.notFound' }));
  });

  it('for a category is for all below it', async () => {
    const { hana, jar, cup } = await newShop();
    const { productId } = await db.variant.findUniqueOrThrow({ where: { id: jar } });
    const { categoryId } = await db.product.findUniqueOrThrow({ where: { id: productId } });
    const parent = await db.category.create({ data: { id: jar, slug: 'above' } });
    await db.category.update({ where: { id: categoryId }, data: { parentId: parent.id } });
    const scope = { type: 'CATEGORIES', ids: [parent.id] };
    const discount = { type: 'PERCENT', percent: 10 };
    const couponId = await claimed(hana, await addCampaign({ scope, discount }));
    await fillCart(hana, { [jar]: 1, [cup]: 1 });
    unwrap(await choose(hana, [couponId]));
    expect((await cartOf(hana)).quote).toMatchObject({ itemDiscountWon: 3_000, orderDiscountWon: 0 });
  });
});

describe('an order with a coupon', () => {
  it('uses it when it is paid at once, freezes each line’s part, and tells the outside', async () => {
    const { hana, jar, cup, couponId } = await newShop({ discount: { type: 'FIXED', amountWon: 7_001 } });
    const order = unwrap(await buy(hana, { [jar]: 1, [cup]: 1 }, [couponId]));
    expect(order).toMatchObject({ goodsWon: 50_000, orderDiscountWon: 7_001, shippingWon: 3_000, totalWon: 45_999 });
    expect(order.lines.map(({ discountWon, paidWon }) => [discountWon, paidWon])).toEqual([
      [4_201, 25_799],
      [2_800, 17_200],
    ]);
    expect(await balanceOf(hana)).toBe(1_000_000 - 45_999);
    expect([await stateOf(couponId), await historyOf(couponId)]).toEqual(['USED', ['ISSUED', 'USED']]);
    const event = await db.orderEvent.findFirstOrThrow({ where: { orderId: order.id } });
    expect(JSON.parse(event.snapshot).coupons).toMatchObject([{ couponId, discountWon: 7_001 }]);
    const view = unwrap(await readOrder(db, { orderId: order.id, reader: { side: 'ADMIN' }, locale: 'en', now: noon }));
    expect(view.coupons).toEqual([{ couponId, name: 'Autumn coupon', discountWon: 7_001 }]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('holds it while it is unpaid, also past the coupon’s own end; payment uses it, expiry gives it back or ends it', async () => {
    const { hana, jar, campaignId } = await newShop({ use: { days: 1 }, issue: { way: 'CLAIM', perUser: 3 } });
    const couponId = required((await db.coupon.findFirst())?.id, 'coupon');
    const soon = later(noon, days(1) - minutes(1));
    const placed = unwrap(await buy(hana, { [jar]: 1 }, [couponId], { pay: false, now: soon }));
    expect(await stateOf(couponId)).toBe('HELD');
    expect((await pay(hana, placed, { now: later(soon, minutes(5)) })).ok).toBe(true);
    expect(await historyOf(couponId)).toEqual(['ISSUED', 'HELD', 'USED']);

    const [early, late] = [await claimed(hana, campaignId), await claimed(hana, campaignId)];
    const given = unwrap(await buy(hana, { [jar]: 1 }, [early], { pay: false }));
    await expire(given, later(noon, hold));
    expect([await stateOf(early), await historyOf(early)]).toEqual(['USABLE', ['ISSUED', 'HELD', 'RELEASED']]);
    const ended = unwrap(await buy(hana, { [jar]: 1 }, [late], { pay: false, now: soon }));
    await expire(ended, later(soon, hold));
    expect([await stateOf(late), await historyOf(late)]).toEqual(['EXPIRED', ['ISSUED', 'HELD', 'EXPIRED']]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('of two orders that want one coupon, one has it', async () => {
    const { hana, jar, couponId } = await newShop();
    const first = unwrap(await buy(hana, { [jar]: 1 }, [couponId], { pay: false }));
    const again = await buy(hana, { [jar]: 1 }, [couponId], { pay: false, expectedTotalWon: 30_000 });
    expect(again).toMatchObject({ ok: false, error: { code: 'order.totalChanged', totalWon: 33_000 } });
    expect((await cartOf(hana)).coupons).toMatchObject([{ couponId, reason: 'HELD', applied: false }]);
    // Payment and the end of the hold at once: whichever comes first, the other finds it done.
    const [paid, ended] = await Promise.all([pay(hana, first), expire(first, later(noon, hold))]);
    expect(paid).toMatchObject(paid.ok ? {} : { error: { code: 'order.notPayable', orderStatus: 'EXPIRED' } });
    expect(ended).toEqual({ ok: true, value: { expired: !paid.ok } });
    expect(await stateOf(couponId)).toBe(paid.ok ? 'USED' : 'USABLE');
    expect(await brokenBooks()).toEqual([]);
  });

  it('for a first purchase is for one: of two paid at once the other falls back to the full price, and asks', async () => {
    const { hana, jar, campaignId } = await newShop({ firstPurchaseOnly: true, issue: { way: 'CLAIM', perUser: 2 } });
    const coupons = (await db.coupon.findMany()).map(({ id }) => id);
    coupons.push(await claimed(hana, campaignId));
    const orders = [];
    for (const couponId of coupons) orders.push(unwrap(await buy(hana, { [jar]: 1 }, [couponId], { pay: false })));
    const paid = await Promise.all(orders.map((order) => pay(hana, order)));
    expect(paid.filter(({ ok }) => ok)).toHaveLength(1);
    expect(paid.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'order.totalChanged', totalWon: 33_000 } });
    const left = required(orders[paid.findIndex(({ ok }) => !ok)], 'the order that is left');
    const drop = (actor: Actor) =>
      inTransaction((tx) => dropLapsedCoupons(tx, { actor, orderId: left.id, now: noon })).then(unwrap);
    await drop(await addShopper());
    expect(await db.order.findUnique({ where: { id: left.id } })).toMatchObject({ totalWon: 30_000 });
    await Promise.all([drop(hana), drop(hana)]);
    expect(await db.order.findUnique({ where: { id: left.id } })).toMatchObject({ totalWon: 33_000 });
    expect(await db.orderEvent.count({ where: { orderId: left.id, type: 'order.requoted' } })).toBe(1);
    expect(await pay(hana, left)).toMatchObject({ error: { code: 'order.totalChanged', totalWon: 33_000 } });
    expect(unwrap(await pay(hana, left, { expectedTotalWon: 33_000 }))).toMatchObject({ paidWon: 33_000, coupons: [] });
    expect((await Promise.all(coupons.map(stateOf))).toSorted()).toEqual(['USABLE', 'USED']);
    expect(await balanceOf(hana)).toBe(1_000_000 - 30_000 - 33_000);
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('a full cancellation', () => {
  it('gives nothing back of what was to be taken away meanwhile', async () => {
    const { hana, jar, couponId, campaignId } = await newShop({ restoreOnCancel: 'ALWAYS' });
    const order = unwrap(await buy(hana, { [jar]: 2 }, [couponId]));
    await db.couponRevocation.create({
      data: {
        id: newId(),
        campaignId,
        reason: '잘못 발급',
        wantedCount: 0,
        revokedBy: hana.userId,
        startedAt: later(noon, 1),
      },
    });
    const { restoredCoupons } = await cancel(hana, order, { by: 'ADMIN', now: later(noon, days(1)) });
    expect([restoredCoupons, await stateOf(couponId)]).toEqual([[], 'USED']);
    expect(await brokenBooks()).toEqual([]);
  });

  it.each([
    ['ALWAYS', 1, 'USABLE', ['ISSUED', 'USED', 'RESTORED'], 30],
    ['ALWAYS', 40, 'USABLE', ['ISSUED', 'USED', 'RESTORED'], 47],
    ['IF_NOT_EXPIRED', 1, 'USABLE', ['ISSUED', 'USED', 'RESTORED'], 30],
    ['IF_NOT_EXPIRED', 40, 'EXPIRED', ['ISSUED', 'USED', 'EXPIRED'], 30],
    ['NEVER', 1, 'USED', ['ISSUED', 'USED'], 30],
  ])('under %s after %i days leaves the coupon %s', async (restoreOnCancel, day, state, history, until) => {
    const { hana, jar, couponId } = await newShop({ restoreOnCancel });
    const order = unwrap(await buy(hana, { [jar]: 2 }, [couponId]));
    const now = later(noon, days(day));
    const part = await cancel(hana, order, { units: [1], by: 'ADMIN', now });
    expect([part.restoredCoupons, await stateOf(couponId)]).toEqual([[], 'USED']);
    const { restoredCoupons } = await cancel(hana, order, { by: 'ADMIN', now });
    const usableUntil = later(noon, days(until)).toISOString();
    expect(restoredCoupons).toEqual(state === 'USABLE' ? [{ couponId, name: '가을 쿠폰', usableUntil }] : []);
    expect([await stateOf(couponId), await historyOf(couponId)]).toEqual([state, history]);
    expect((await db.coupon.findUniqueOrThrow({ where: { id: couponId } })).usableUntil.toISOString()).toBe(
      usableUntil,
    );
    expect(await balanceOf(hana)).toBe(1_000_000);
    expect(await brokenBooks()).toEqual([]);
  });

  it('in parts follows the campaign’s policy, as Toss publishes it', async () => {
    const { hana, couponId } = await newShop({
      discount: { type: 'FIXED', amountWon: 30_000 },
      minimumWon: 200_000,
      partialCancelPolicy: 'RECLAIM_PROPORTIONAL',
    });
    const goods = [
      await addVariant({ units: 1, priceWon: 100_000 }),
      await addVariant({ units: 1, priceWon: 130_000 }),
    ];
    const order = unwrap(await buy(hana, Object.fromEntries(goods.map((id) => [id, 1])), [couponId]));
    expect(order.paidWon).toBe(200_000);
    expect(await cancel(hana, order, { units: [1, 0] })).toMatchObject({
      refundWon: 89_500,
      reclaimedDiscountWon: 10_500,
    });
    expect(await cancel(hana, order)).toMatchObject({ refundWon: 110_500 });
    expect([await balanceOf(hana), await stateOf(couponId)]).toEqual([1_000_000, 'USABLE']);
    expect(await brokenBooks()).toEqual([]);
  });
});
