import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { err, unwrap } from '@/lib/shared/result';
import { changeAddress } from './change-address';
import { expireOrder } from './expire-order';
import type { ShippingAddress } from './model';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { readOrder } from './queries';
import { renewHold } from './renew-hold';
import { address, addShopper, addVariant, brokenBooks, checkout, fillCart, noon, stockOf } from './test-shop';
import { transitionOrder } from './transition-order';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const elsewhere: ShippingAddress = { ...address, line1: '한강대로 23', line2: '2층' };

async function newOrder({ pay = false } = {}) {
  const jar = await addVariant({ units: 2 });
  const hana = await addShopper({ balanceWon: 50_000 });
  const cartVersion = await fillCart(hana, { [jar]: 1 });
  const order = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion, { pay }))));
  return { jar, hana, orderId: order.id };
}

const renew = (actor: Actor, orderId: string, now: Date) =>
  inTransaction((tx) => renewHold(tx, { actor, orderId, now }));
const send = (actor: Actor, orderId: string, to = elsewhere) =>
  inTransaction((tx) => changeAddress(tx, { actor, orderId, address: to, now: noon }));
const expire = (orderId: string, now: Date) => inTransaction((tx) => expireOrder(tx, { orderId, now }));

async function viewOf(actor: Actor, orderId: string, now = noon) {
  const reader = { side: 'CUSTOMER', userId: actor.userId } as const;
  return unwrap(await readOrder(db, { orderId, reader, locale: 'ko', now }));
}

describe('a hold', () => {
  it('is renewed once, for ten minutes from then, and can be paid to its new end', async () => {
    const { jar, hana, orderId } = await newOrder();
    const almost = later(noon, minutes(9));
    expect((await viewOf(hana, orderId)).allowedActions).toContain('renewHold');
    const renewed = await Promise.all(Array.from({ length: 10 }, () => renew(hana, orderId, almost)));
    expect(renewed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(renewed.find(({ ok }) => !ok)).toEqual(
      err({ code: 'order.holdNotRenewable', orderStatus: 'PENDING_PAYMENT' }),
    );
    const { holdExpiresAt, allowedActions, timeline } = await viewOf(hana, orderId);
    expect(holdExpiresAt).toBe(later(almost, minutes(10)).toISOString());
    expect(allowedActions).not.toContain('renewHold');
    expect(timeline.map(({ type }) => type)).toEqual(['order.placed', 'order.hold_renewed']);

    expect(unwrap(await expire(orderId, later(noon, minutes(10))))).toEqual({ expired: false });
    const now = later(almost, minutes(10) - 1);
    unwrap(await inTransaction((tx) => payOrder(tx, { actor: hana, orderId, now })));
    expect(await stockOf(jar)).toEqual({ onHandUnits: 1, reservedUnits: 0 });
    expect(await brokenBooks()).toEqual([]);
  });

  it('is not renewed by others, once it is over, or of an order that is paid', async () => {
    const { hana, orderId } = await newOrder();
    expect(await renew(await addShopper(), orderId, noon)).toEqual(err({ code: 'order.notFound' }));
    expect(await renew(hana, orderId, later(noon, minutes(10)))).toMatchObject({ ok: false });
    const paid = await newOrder({ pay: true });
    expect(await renew(paid.hana, paid.orderId, noon)).toEqual(
      err({ code: 'order.holdNotRenewable', orderStatus: 'PAID' }),
    );
  });

  it('against its end at the same moment: renewed or over, and the stock follows it', async () => {
    for (let round = 0; round < 8; round++) {
      const { jar, hana, orderId } = await newOrder();
      const [renewed, expired] = await Promise.all([
        renew(hana, orderId, later(noon, minutes(10) - 1)),
        expire(orderId, later(noon, minutes(10))),
      ]);
      expect(renewed.ok).toBe(!unwrap(expired).expired);
      expect(await stockOf(jar)).toEqual({ onHandUnits: 2, reservedUnits: renewed.ok ? 1 : 0 });
    }
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('a shipping address', () => {
  it('is changed before and after payment, as an event that leaves the house once it is paid', async () => {
    const { hana, orderId } = await newOrder();
    unwrap(await send(hana, orderId, { ...address, line2: '3층' }));
    unwrap(await inTransaction((tx) => payOrder(tx, { actor: hana, orderId, now: noon })));
    unwrap(await send(hana, orderId));
    unwrap(await send(hana, orderId));
    expect((await viewOf(hana, orderId)).shippingAddress).toEqual(elsewhere);
    const events = await db.orderEvent.findMany({ where: { orderId }, orderBy: { position: 'asc' } });
    expect(events.map(({ type, exportSequence }) => [type, exportSequence])).toEqual([
      ['order.placed', null],
      ['order.address_changed', null],
      ['order.paid', 1],
      ['order.address_changed', 2],
    ]);
    expect(JSON.parse(events.at(-1)?.snapshot ?? '').shippingAddress).toEqual(elsewhere);
    expect(await brokenBooks()).toEqual([]);
  });

  it('is fixed from PREPARING on, also for those who ask at the same moment', async () => {
    const { hana, orderId } = await newOrder({ pay: true });
    expect(await send(await addShopper(), orderId)).toEqual(err({ code: 'order.notFound' }));
    const [prepared, changed] = await Promise.all([
      inTransaction((tx) => transitionOrder(tx, { actor: admin, orderId, to: 'PREPARING', now: noon })),
      send(hana, orderId),
    ]);
    expect(prepared.ok).toBe(true);
    const { shippingAddress, timeline } = await viewOf(hana, orderId);
    expect(shippingAddress).toEqual(changed.ok ? elsewhere : address);
    expect(timeline.at(-1)?.toStatus).toBe('PREPARING');
    expect(await send(hana, orderId)).toEqual(err({ code: 'order.addressFixed', orderStatus: 'PREPARING' }));
  });
});
