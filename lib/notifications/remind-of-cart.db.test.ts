import { describe, expect, it } from 'vitest';
import { endCart } from '@/lib/cart/end-cart';
import { expireCarts } from '@/lib/cart/expire-carts';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { moveCoupons } from '@/lib/coupons/move-coupons';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { changeProfile } from '@/lib/identity/change-profile';
import { endCartReminders } from '@/lib/identity/end-cart-reminders';
import type { Actor } from '@/lib/identity/model';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, checkout, fillCart, noon } from '@/lib/orders/test-shop';
import { days, hours, later } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { ok, unwrap } from '@/lib/shared/result';
import { findCartsToRemind, remindOfCart } from './remind-of-cart';
import { findMembersToRemind, remindOfCoupons } from './remind-of-coupons';

const db = testDb();
const links = {
  cart: 'https://maru.example/cart',
  end: (userId: string) => `https://maru.example/end/${userId}`,
  endByMailProgram: (userId: string) => `https://maru.example/one-click/${userId}`,
};
const at = (hour: number) => later(noon, hours(hour));

async function wish(actor: Actor, cartReminders: boolean, locale: Locale = 'ko') {
  unwrap(await inTransaction((tx) => changeProfile(tx, { actor, cartReminders, locale })));
}

/** A member who wishes to be reminded, with two jars in the cart since noon. */
async function hana(locale: Locale = 'ko') {
  const [actor, jar] = [await addShopper(), await addVariant({ units: 9, options: { 색상: '백자' } })];
  await wish(actor, true, locale);
  const version = await fillCart(actor, { [jar]: 2 });
  const { id: cartId } = await db.cart.findUniqueOrThrow({ where: { userId: actor.userId } });
  return { actor, jar, version, cartId };
}

const remind = async (cartId: string, hour: number) =>
  unwrap(await inTransaction((tx) => remindOfCart(tx, { cartId, links, now: at(hour) }))).queued;
const end = async (cartId: string, hour: number) =>
  unwrap(await inTransaction((tx) => endCart(tx, { cartId, now: at(hour) }))).lookAgainAt;
const due = (hour: number) => findCartsToRemind(db, { now: at(hour), limit: 10 });
const announced = async () => (await db.cart.findFirstOrThrow()).watchedSince;
const lineCount = (cartId: string) => db.cartLine.count({ where: { cartId } });

describe('a reminder of a cart', () => {
  it('comes once, three hours before the end, however many look at once, and tells what lies there', async () => {
    const { actor, cartId } = await hana();
    expect(await remind(cartId, 20.9)).toBe(false);
    expect(await due(20.9)).toEqual([]);
    expect(await due(21)).toEqual([cartId]);
    const looks = await Promise.all(Array.from({ length: 6 }, () => remind(cartId, 21)));
    expect(looks.filter((queued) => queued)).toHaveLength(1);
    expect(await due(22)).toEqual([]);
    expect(await remind(cartId, 23)).toBe(false);

    const mail = await db.message.findFirstOrThrow();
    expect(mail).toMatchObject({ kind: 'CART_REMINDER', userId: actor.userId, locale: 'ko' });
    expect(mail.unsubscribeUrl).toBe(links.endByMailProgram(actor.userId));
    expect(mail.text).toContain('약 3시간 뒤에');
    expect(mail.text).toContain('- 달항아리 · 백자: 10,000원 · 2개\n- 지금 결제할 금액: 23,000원');
    for (const href of [links.cart, links.end(actor.userId)]) expect(mail.html).toContain(href);
  });

  it('comes again in the next life, in the language in which it was asked for', async () => {
    const { actor, jar, cartId } = await hana('en');
    expect(await remind(cartId, 21)).toBe(true);
    await fillCart(actor, { [jar]: 1 }, at(22));
    expect(await remind(cartId, 24)).toBe(false);
    expect(await remind(cartId, 43)).toBe(true);
    const subjects = (await db.message.findMany()).map(({ subject }) => subject);
    expect(subjects).toEqual(['[Maru] Your cart will soon be emptied', '[Maru] Your cart will soon be emptied']);
  });

  it('comes to nobody who did not ask for it, ended it, or has nothing in the cart', async () => {
    const [never, ended, empty] = [await hana(), await hana(), await hana()];
    await wish(never.actor, false);
    unwrap(await inTransaction((tx) => endCartReminders(tx, { userId: ended.actor.userId })));
    await fillCart(empty.actor, { [empty.jar]: 0 });
    for (const { cartId } of [never, ended, empty]) expect(await remind(cartId, 22)).toBe(false);
    expect(await due(22)).toEqual([]);
    expect(await db.message.count()).toBe(0);
  });
});

describe('the end of a cart', () => {
  it('is looked at when it is time to remind, then at the end, however often a change moved it', async () => {
    const { actor, jar, cartId } = await hana();
    expect(await end(cartId, 0)).toEqual(at(21));
    await fillCart(actor, { [jar]: 3 }, at(20));
    expect(await end(cartId, 21)).toEqual(at(41));
    expect(await end(cartId, 41)).toEqual(at(44));
    expect(await lineCount(cartId)).toBe(1);
    expect(await end(cartId, 44)).toBeNull();
    expect(await lineCount(cartId)).toBe(0);
    const { version } = await db.cart.findUniqueOrThrow({ where: { id: cartId } });
    expect(await end(cartId, 45)).toBeNull();
    expect((await db.cart.findUniqueOrThrow({ where: { id: cartId } })).version).toBe(version);
  });

  it('comes once, whether the run, another run or the sweep is first, and whatever is repeated after a crash', async () => {
    const { cartId } = await hana();
    expect(await remind(cartId, 21)).toBe(true);
    const sweep = () => inTransaction((tx) => expireCarts(tx, { now: at(24), limit: 10 }));
    await Promise.all([end(cartId, 24), sweep(), end(cartId, 24), sweep(), remind(cartId, 24)]);
    expect(await lineCount(cartId)).toBe(0);
    expect(await announced()).toBeNull();
    expect(await db.message.count()).toBe(1);
  });
});

describe('what waits for the end', () => {
  it('begins with the first thing in the cart, and not again until nothing waits', async () => {
    const { actor, jar, cartId } = await hana();
    expect(await announced()).toEqual(noon);
    await fillCart(actor, { [jar]: 5 }, at(1));
    expect(await announced()).toEqual(noon);
    expect(await end(cartId, 25)).toBeNull();
    expect(await announced()).toBeNull();
    await fillCart(actor, { [jar]: 1 }, at(26));
    expect(await announced()).toEqual(at(26));
  });

  it('goes on through an order that empties the cart, and ends when it finds it empty', async () => {
    const { actor, cartId, version } = await hana();
    unwrap(await inTransaction((tx) => placeOrder(tx, checkout(actor, version, { pay: false }))));
    expect(await announced()).toEqual(noon);
    expect(await end(cartId, 21)).toBeNull();
    expect(await announced()).toBeNull();
  });
});

describe('a reminder of coupons', () => {
  const couponLinks = {
    coupons: 'https://maru.example/coupons',
    profile: 'https://maru.example/account',
    endByMailProgram: links.endByMailProgram,
  };
  const onDay = (day: number) => later(noon, days(day));
  const tell = ({ userId }: Actor, now: Date) =>
    inTransaction((tx) => remindOfCoupons(tx, { userId, links: couponLinks, now }));

  it('lists those that end within three days: one mail a day, each coupon once, however many look at once', async () => {
    const [minji, other] = [await addShopper(), await addShopper()];
    unwrap(await inTransaction((tx) => changeProfile(tx, { actor: minji, couponReminders: true, locale: 'en' })));
    const usableFor = (...use: number[]) =>
      Promise.all(
        use.map((count) => addCampaign({ name: { ko: `${count}일`, en: `${count} days` }, use: { days: count } })),
      );
    const campaigns = await usableFor(2, 7, 8, 9, 30);
    for (const actor of [minji, other])
      for (const campaignId of campaigns)
        unwrap(await inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: noon })));
    const eighth = { userId: minji.userId, campaignId: campaigns[2] ?? '' };
    const { id } = await db.coupon.findFirstOrThrow({ where: eighth });
    const doneBy = { kind: 'ADMIN', userId: minji.userId } as const;
    await inTransaction(async (tx) =>
      ok(await moveCoupons(tx, { action: 'revoke', couponIds: [id], doneBy, now: noon })),
    );

    const due = (day: number) => findMembersToRemind(db, { now: onDay(day), limit: 5 });
    expect([await due(0), await due(3.9)]).toEqual([[], []]);
    expect(await due(5)).toEqual([minji.userId]);
    const told = await Promise.all(Array.from({ length: 4 }, () => tell(minji, onDay(5))));
    expect(told.filter((one) => unwrap(one).queued)).toHaveLength(1);
    // The ninth's time to be told comes on the same day.
    expect([await due(5.9), await due(6.2)]).toEqual([[], [minji.userId]]);
    expect(unwrap(await tell(minji, onDay(6.2)))).toMatchObject({ queued: true });
    expect(unwrap(await tell(other, onDay(6.2)))).toEqual({ queued: false });
    const mails = await db.message.findMany({ orderBy: { id: 'asc' } });
    expect(mails.map(({ text }) => text.match(/- .*/g)?.map((line) => line.split(':')[0]))).toEqual([
      ['- 7 days'],
      ['- 9 days'],
    ]);
    expect(mails[0]).toMatchObject({ kind: 'COUPON_REMINDER', subject: '[Maru] A coupon ends soon', locale: 'en' });
    expect(mails[0]?.text).toContain('₩3,000 off');
  });
});
