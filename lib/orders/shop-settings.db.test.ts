import { beforeEach, describe, expect, it } from 'vitest';
import { openCart } from '@/lib/cart/open-cart';
import { findCart } from '@/lib/cart/queries';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { changeSettings } from '@/lib/settings/change-settings';
import type { SettingsChange } from '@/lib/settings/model';
import { forgetSettings } from '@/lib/settings/read-settings';
import { hours, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { err, ok, unwrap } from '@/lib/shared/result';
import { cancelOrder } from './cancel-order';
import { expireOrder } from './expire-order';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { readOrder } from './queries';
import { renewHold } from './renew-hold';
import { addShopper, addVariant, brokenBooks, checkout, fillCart, noon } from './test-shop';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };

// The tables are empty before each test, which nobody is told.
beforeEach(forgetSettings);

const set = async (change: SettingsChange) =>
  unwrap(await inTransaction((tx) => changeSettings(tx, { actor: admin, change, now: noon })));
const look = (actor: Actor) => findCart(db, { userId: actor.userId, guestToken: null }, { now: noon, locale: 'ko' });
const viewOf = async (actor: Actor, orderId: string, now = noon) =>
  unwrap(await readOrder(db, { orderId, reader: { side: 'CUSTOMER', userId: actor.userId }, locale: 'ko', now }));

async function newCart({ priceWon = 10_000, units = 1 } = {}) {
  const hana = await addShopper({ balanceWon: 200_000 });
  const cartVersion = await fillCart(hana, { [await addVariant({ units: 5, priceWon })]: units });
  return { hana, cartVersion };
}

describe('what is set for the whole shop', () => {
  it('prices shipping: a fee that rose asks for consent again, one that fell is passed on', async () => {
    const { hana, cartVersion } = await newCart();
    await set({ shippingFeeWon: 5_000 });
    expect((await look(hana)).quote).toMatchObject({ shippingWon: 5_000, totalWon: 15_000 });
    const agreed = checkout(hana, cartVersion, { expectedTotalWon: 13_000 });
    const refused = await inTransaction((tx) => placeOrder(tx, agreed));
    expect(refused).toMatchObject({
      error: { code: 'order.totalChanged', totalWon: 15_000, cart: { quote: { shippingWon: 5_000 } } },
    });
    await set({ freeShippingFromWon: 10_000 });
    expect(unwrap(await inTransaction((tx) => placeOrder(tx, agreed)))).toMatchObject({
      shippingWon: 0,
      totalWon: 10_000,
    });
  });

  it('never makes an order that costs more than was shown, however often the fee moves meanwhile', async () => {
    const shoppers = await Promise.all(Array.from({ length: 12 }, () => newCart()));
    const fees = [3_000, 6_000, 1_000, 4_000, 2_000, 5_000];
    const moved = (async () => {
      for (const shippingFeeWon of fees) await set({ shippingFeeWon });
    })();
    const placed = await Promise.all(
      shoppers.map(async ({ hana, cartVersion }) => {
        const { quote } = await look(hana);
        const request = checkout(hana, cartVersion, { expectedTotalWon: quote.totalWon });
        return { shownWon: quote.totalWon, placed: await inTransaction((tx) => placeOrder(tx, request)) };
      }),
    );
    await moved;
    for (const { shownWon, placed: result } of placed) {
      if (!result.ok) {
        expect(result.error).toMatchObject({ code: 'order.totalChanged' });
        continue;
      }
      expect(result.value.totalWon).toBeLessThanOrEqual(shownWon);
      expect(fees).toContain(result.value.shippingWon);
      expect(result.value.totalWon).toBe(10_000 + result.value.shippingWon);
    }
    expect(await brokenBooks()).toEqual([]);
  });

  it('says how long an order holds its stock, from placing and again from the renewal; what is placed keeps its own', async () => {
    await set({ paymentHoldMinutes: 3 });
    const { hana, cartVersion } = await newCart();
    const { id, holdExpiresAt } = unwrap(
      await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion, { pay: false }))),
    );
    expect(holdExpiresAt).toEqual(later(noon, minutes(3)));
    await set({ paymentHoldMinutes: 60 });
    expect((await viewOf(hana, id)).holdExpiresAt).toBe(later(noon, minutes(3)).toISOString());
    const renewed = unwrap(
      await inTransaction((tx) => renewHold(tx, { actor: hana, orderId: id, now: later(noon, minutes(2)) })),
    );
    expect(renewed.holdExpiresAt).toEqual(later(noon, minutes(62)));
    expect(
      unwrap(await inTransaction((tx) => expireOrder(tx, { orderId: id, now: later(noon, minutes(61)) }))),
    ).toEqual({
      expired: false,
    });
  });

  it('says until when a customer may cancel, and what an order was promised at payment holds', async () => {
    await set({ cancelWindowMinutes: 5 });
    const { hana, cartVersion } = await newCart();
    const { id } = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion, { pay: false }))));
    const paidAt = later(noon, minutes(1));
    unwrap(await inTransaction((tx) => payOrder(tx, { actor: hana, orderId: id, now: paidAt })));
    await set({ cancelWindowMinutes: 0 });
    const end = later(paidAt, minutes(5));
    expect((await viewOf(hana, id)).cancellableUntil).toBe(end.toISOString());
    const cancel = (now: Date) =>
      inTransaction((tx) => cancelOrder(tx, { actor: hana, by: 'CUSTOMER', orderId: id, reason: '변심', now }));
    expect(await cancel(end)).toEqual(err({ code: 'order.cancelWindowClosed', cancellableUntil: end.toISOString() }));
    unwrap(await cancel(later(end, -1)));

    const other = await newCart();
    const atOnce = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(other.hana, other.cartVersion))));
    expect((await viewOf(other.hana, atOnce.id)).allowedActions).not.toContain('cancel');
  });

  it('says how long a cart lives from its next change on', async () => {
    const { hana } = await newCart();
    expect((await look(hana)).expiresAt).toBe(later(noon, hours(24)).toISOString());
    await set({ cartLifetimeHours: 2 });
    expect((await look(hana)).expiresAt).toBe(later(noon, hours(24)).toISOString());
    await fillCart(hana, { [await addVariant()]: 1 }, later(noon, hours(1)));
    expect((await look(hana)).expiresAt).toBe(later(noon, hours(3)).toISOString());
    const owner = { userId: hana.userId, guestToken: null };
    await inTransaction(async (tx) => ok(await openCart(tx, owner, later(noon, hours(3)))));
    expect((await look(hana)).lines).toEqual([]);
  });
});
