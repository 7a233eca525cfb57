import { describe, expect, it } from 'vitest';
import { chooseCoupons } from '@/lib/cart/choose-coupons';
import { openCart } from '@/lib/cart/open-cart';
import { readCart } from '@/lib/cart/queries';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { expireCoupons } from '@/lib/coupons/expire-coupons';
import { readCouponHistory } from '@/lib/coupons/queries';
import { findRunningRevocations, listUserRevocations, readRevocation } from '@/lib/coupons/revocation-queries';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { addCampaign, couponAdmin } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { houseSettings } from '@/lib/settings/model';
import { days, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, ok, unwrap } from '@/lib/shared/result';
import { cancelOrder } from './cancel-order';
import { dropLapsedCoupons } from './drop-lapsed-coupons';
import { expireOrder } from './expire-order';
import type { OrderRow } from './order-row';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { previewCancellation } from './preview-cancellation';
import { readOrder } from './queries';
import { recalculateTiers, tierSpanMs } from './recalculate-tiers';
import { revokeCoupon } from './revoke-coupon';
import { revokeNext } from './revoke-next';
import { addShopper, addVariant, balanceOf, brokenBooks, checkout, fillCart, noon } from './test-shop';
import { transitionOrder } from './transition-order';

const db = testDb();
const hold = minutes(houseSettings.paymentHoldMinutes);

/** A shopper with 1,000,000 won, a jar of 30,000 and a cup of 20,000 (10 of each), and a coupon of the campaign. */
async function newShop(campaign: Parameters<typeof addCampaign>[0] = {}) {
  const campaignId = await addCampaign(campaign);
  const hana = await addShopper({ balanceWon: 1_000_000 });
  const jar = await addVariant({ units: 10, priceWon: 30_000 });
  const cup = await addVariant({ units: 10, priceWon: 20_000 });
  return { campaignId, hana, jar, cup, couponId: await claimed(hana, campaignId) };
}

async function claimed(actor: Actor, campaignId: string, now = noon): Promise<string> {
  const given = unwrap(await inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now })));
  return 'id' in given ? given.id : '';
}

async function choose(actor: Actor, couponIds: string[], now = noon) {
  return inTransaction(async (tx) => {
    const cart = required(await openCart(tx, { userId: actor.userId, guestToken: null }, now), 'cart');
    return chooseCoupons(tx, { cart, userId: actor.userId, couponIds, byHand: true, now });
  });
}

async function cartOf(actor: Actor, now = noon) {
  const { id } = await db.cart.findUniqueOrThrow({ where: { userId: actor.userId } });
  return readCart(db, id, { locale: 'ko', now });
}

type Buying = { pay?: boolean; now?: Date; expectedTotalWon?: number };

/** Places an order of these lines with these coupons. */
async function buy(
  actor: Actor,
  units: Record<string, number>,
  couponIds: string[],
  { now = noon, ...rest }: Buying = {},
) {
  await fillCart(actor, units, now);
  const cart = unwrap(await choose(actor, couponIds, now));
  return inTransaction((tx) => placeOrder(tx, checkout(actor, cart.version, { now, ...rest })));
}

const pay = (
  actor: Actor,
  { id: orderId }: OrderRow,
  { now = noon, ...rest }: { now?: Date; expectedTotalWon?: number } = {},
) => inTransaction((tx) => payOrder(tx, { actor, orderId, now, ...rest }));
const expire = ({ id: orderId }: OrderRow, now: Date) => inTransaction((tx) => expireOrder(tx, { orderId, now }));
const revoke = (couponId: string) =>
  inTransaction((tx) => revokeCoupon(tx, { actor: couponAdmin, couponId, reason: '잘못 발급했습니다', now: noon }));

type Cancelling = { units?: number[]; now?: Date; by?: 'CUSTOMER' | 'ADMIN' };
async function cancel(actor: Actor, order: OrderRow, { units, now = noon, by = 'CUSTOMER' }: Cancelling = {}) {
  const lines = units?.flatMap((quantity, place) =>
    quantity > 0 ? [{ lineId: required(order.lines[place], 'line').id, quantity }] : [],
  );
  const request = { actor: by === 'ADMIN' ? couponAdmin : actor, by, orderId: order.id, lines, now };
  const preview = unwrap(await previewCancellation(db, { ...request, locale: 'ko' }));
  const done = unwrap(await inTransaction((tx) => cancelOrder(tx, { ...request, reason: '변심' })));
  expect(done.refundWon).toBe(preview.refundWon);
  return preview;
}

async function historyOf(couponId: string): Promise<string[]> {
  return unwrap(await readCouponHistory(db, { couponId })).items.map(({ type }) => type);
}
const stateOf = async (couponId: string) => (await db.coupon.findUniqueOrThrow({ where: { id: couponId } })).state;

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
    const both = await Promise.all([pay(hana, first), expire(first, later(noon, hold))]);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(['USED', 'USABLE']).toContain(await stateOf(couponId));
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

describe('revoking a coupon', () => {
  it('that an unpaid order holds quotes the order again, which asks for the new total', async () => {
    const { hana, jar, campaignId, couponId } = await newShop({ stackable: true, issue: { way: 'CLAIM', perUser: 2 } });
    const other = await claimed(hana, campaignId);
    const placed = unwrap(await buy(hana, { [jar]: 2 }, [couponId, other], { pay: false }));
    expect(placed.totalWon).toBe(54_000);
    unwrap(await revoke(couponId));
    expect([await stateOf(couponId), await stateOf(other)]).toEqual(['REVOKED', 'HELD']);
    const changed = err({ code: 'order.totalChanged', totalWon: 57_000 });
    expect(await pay(hana, placed)).toEqual(changed);
    expect(await pay(hana, placed, { expectedTotalWon: 54_000 })).toEqual(changed);
    expect(unwrap(await pay(hana, placed, { expectedTotalWon: 57_000 })).paidWon).toBe(57_000);
    expect(await brokenBooks()).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('against a payment at the same moment: used, or revoked and asked again (%i)', async () => {
    const { hana, jar, couponId } = await newShop();
    const placed = unwrap(await buy(hana, { [jar]: 2 }, [couponId], { pay: false }));
    const [paid, revoked] = await Promise.all([pay(hana, placed), revoke(couponId)]);
    expect(paid.ok).toBe(!revoked.ok);
    if (!paid.ok) expect(paid.error).toMatchObject({ code: 'order.totalChanged', totalWon: 60_000 });
    expect(await stateOf(couponId)).toBe(paid.ok ? 'USED' : 'REVOKED');
    expect(await brokenBooks()).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('against a placement at the same moment: one outcome (%i)', async () => {
    const { hana, jar, couponId } = await newShop();
    await fillCart(hana, { [jar]: 1 });
    const cart = unwrap(await choose(hana, [couponId]));
    const order = checkout(hana, cart.version, { pay: false, expectedTotalWon: 30_000 });
    const [placed, revoked] = await Promise.all([inTransaction((tx) => placeOrder(tx, order)), revoke(couponId)]);
    expect(revoked.ok).toBe(true);
    if (!placed.ok) expect(['order.totalChanged', 'coupon.gone']).toContain(placed.error.code);
    else expect(await pay(hana, placed.value)).toEqual(err({ code: 'order.totalChanged', totalWon: 33_000 }));
    expect(await brokenBooks()).toEqual([]);
  });

  it('against claims at the same moment: who lost it gets no other, and nobody gets it instead', async () => {
    const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity: 5 } });
    const people = await Promise.all(Array.from({ length: 10 }, () => addShopper()));
    const ask = (actor: Actor) => inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: noon }));
    const lost = await Promise.all(
      people.map(async (actor) => {
        const first = await ask(actor);
        if (!first.ok || !('id' in first.value)) return null;
        const [revoked, again] = await Promise.all([revoke(first.value.id), ask(actor)]);
        expect([revoked.ok, again]).toEqual([true, err({ code: 'coupon.limitReached', limit: 1 })]);
        return first.value.id;
      }),
    );
    const revokedIds = lost.filter((id) => id !== null);
    expect(revokedIds).toHaveLength(5);
    expect(await db.coupon.count()).toBe(5);
    for (const id of revokedIds) expect(await historyOf(id)).toEqual(['ISSUED', 'REVOKED']);
    expect(await brokenBooks()).toEqual([]);
  });

  it('that was used, or is over, changes nothing', async () => {
    const { hana, jar, couponId } = await newShop();
    unwrap(await buy(hana, { [jar]: 1 }, [couponId]));
    expect(await revoke(couponId)).toEqual(err({ code: 'coupon.notRevocable', couponState: 'USED' }));
  });

  it('of a whole campaign: used ones stay, held ones have their orders asked again, claims at that moment have none or lose it, and once is enough', async () => {
    const { campaignId, hana, cup, couponId } = await newShop();
    const [minji, jiho] = [await addShopper({ balanceWon: 100_000 }), await addShopper()];
    const used = await claimed(minji, campaignId);
    unwrap(await buy(minji, { [cup]: 1 }, [used]));
    const placed = unwrap(await buy(hana, { [cup]: 1 }, [couponId], { pay: false }));
    const left = await claimed(jiho, campaignId);

    const late = await Promise.all(Array.from({ length: 6 }, () => addShopper()));
    const claims = late.map((actor) =>
      inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: noon })),
    );
    const of = { campaignId };
    const start = { actor: couponAdmin, of, reason: '잘못된 행사', now: noon };
    const { id: revocationId } = unwrap(await inTransaction((tx) => startRevocation(tx, start)));
    const goOn = async (): Promise<void> => {
      if (unwrap(await inTransaction((tx) => revokeNext(tx, { revocationId, now: noon }))).isMore) await goOn();
    };
    await Promise.all([goOn(), goOn()]);
    const codes = (await Promise.all(claims)).map((one) => (one.ok ? 'ok' : one.error.code));
    expect(codes.filter((code) => code !== 'ok' && code !== 'coupon.notOpen')).toEqual([]);
    expect(await db.coupon.count({ where: { state: { in: ['USABLE', 'HELD'] } } })).toBe(0);
    expect(await historyOf(couponId)).toEqual(['ISSUED', 'HELD', 'REVOKED']);
    expect(await pay(hana, placed)).toMatchObject({ ok: false, error: { code: 'order.totalChanged' } });
    expect([await stateOf(used), await stateOf(left)]).toEqual(['USED', 'REVOKED']);
    const { items } = unwrap(await readCouponHistory(db, { couponId: left }));
    expect(items.at(-1)).toMatchObject({ by: 'ADMIN', reason: '잘못된 행사' });
    const revoked = await db.coupon.count({ where: { state: 'REVOKED' } });
    expect(unwrap(await readRevocation(db, revocationId))).toMatchObject({ state: 'DONE', revoked });
    expect(await findRunningRevocations(db)).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('of a person: of all campaigns, or of one, and those go on', async () => {
    const { campaignId, hana, couponId } = await newShop();
    const other = await claimed(hana, await addCampaign());
    const revokeOf = async (campaign?: string) => {
      const of = { userId: hana.userId, campaignId: campaign };
      const start = { actor: couponAdmin, of, reason: '부정 사용', now: noon };
      const { id: revocationId } = unwrap(await inTransaction((tx) => startRevocation(tx, start)));
      while (unwrap(await inTransaction((tx) => revokeNext(tx, { revocationId, now: noon }))).isMore);
    };
    await revokeOf(campaignId);
    expect([await stateOf(couponId), await stateOf(other)]).toEqual(['REVOKED', 'USABLE']);
    await revokeOf();
    expect(await stateOf(other)).toBe('REVOKED');
    expect(await db.couponCampaign.count({ where: { status: 'RUNNING' } })).toBe(2);
    expect(unwrap(await listUserRevocations(db, { userId: hana.userId, limit: 5 })).items).toMatchObject([
      { campaignId: null, wanted: 1, revoked: 1, state: 'DONE' },
      { campaignId, wanted: 1, revoked: 1, state: 'DONE' },
    ]);
  });
});

it('the tier follows what was delivered in 90 days, less refunds; one set by hand stays', async () => {
  const { hana } = await newShop();
  const jar = await addVariant({ units: 20, priceWon: 30_000 });
  const minji = await addShopper({ balanceWon: 1_000_000 });
  const jiho = await addShopper({ tier: 'VIP' });
  await db.user.update({ where: { id: jiho.userId }, data: { tierByHand: true } });
  const deliver = async (actor: Actor, units: number, back: number) => {
    const order = unwrap(await buy(actor, { [jar]: units }, []));
    if (back > 0) await cancel(actor, order, { units: [back] });
    for (const to of ['PREPARING', 'SHIPPED', 'DELIVERED'] as const)
      unwrap(
        await inTransaction((tx) => transitionOrder(tx, { actor: couponAdmin, orderId: order.id, to, now: noon })),
      );
  };
  await deliver(hana, 7, 0);
  await deliver(minji, 7, 1);
  const recalculate = (now: Date) =>
    inTransaction(async (tx) => ok(await recalculateTiers(tx, { afterUserId: null, now })));
  const tiersNow = async () =>
    Promise.all(
      [hana, minji, jiho].map(async ({ userId }) => (await db.user.findUniqueOrThrow({ where: { id: userId } })).tier),
    );
  const both = await Promise.all([recalculate(noon), recalculate(noon)]);
  expect(both.map((one) => unwrap(one).changed).toSorted()).toEqual([0, 1]);
  expect(await tiersNow()).toEqual(['SILVER', 'BRONZE', 'VIP']);
  const changes = async () => (await db.user.findUniqueOrThrow({ where: { id: hana.userId } })).tierChangedAt;
  const rose = await changes();
  expect(rose).not.toBeNull();
  expect(unwrap(await recalculate(later(noon, tierSpanMs + 1)))).toEqual({ changed: 1, lastUserId: null });
  expect([await tiersNow(), await changes()]).toEqual([['BRONZE', 'BRONZE', 'VIP'], rose]);
});

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
