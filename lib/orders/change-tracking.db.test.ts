import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { err, unwrap } from '@/lib/shared/result';
import { changeTracking } from './change-tracking';
import { type Tracking, TransitionInput, type TransitionTarget } from './model';
import { placeOrder } from './place-order';
import { readOrder } from './queries';
import { addShopper, addVariant, brokenBooks, checkout, fillCart, noon } from './test-shop';
import { transitionOrder } from './transition-order';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const parcel: Tracking = { carrier: 'CJ', number: '123456789012' };
const other: Tracking = { carrier: 'OTHER', number: 'KR7788' };

async function newOrder() {
  const jar = await addVariant({ units: 2 });
  const hana = await addShopper({ balanceWon: 50_000 });
  const cartVersion = await fillCart(hana, { [jar]: 1 });
  const { id } = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion))));
  const view = async () =>
    unwrap(
      await readOrder(db, { orderId: id, reader: { side: 'CUSTOMER', userId: hana.userId }, locale: 'en', now: noon }),
    );
  return { id, view };
}

const move = (orderId: string, to: TransitionTarget, tracking?: Tracking) =>
  inTransaction((tx) => transitionOrder(tx, { actor: admin, orderId, to, tracking, now: noon }));
const change = (orderId: string, tracking: Tracking) =>
  inTransaction((tx) => changeTracking(tx, { actor: admin, orderId, tracking, now: noon }));

async function snapshotsOf(orderId: string) {
  const events = await db.orderEvent.findMany({ where: { orderId }, orderBy: { position: 'asc' } });
  return events.map(({ type, exportSequence, snapshot }) => [type, exportSequence, JSON.parse(snapshot).tracking]);
}

describe('the parcel of an order', () => {
  it('comes with SHIPPED, leaves the house with it, and is shown with where to follow it', async () => {
    const { id, view } = await newOrder();
    unwrap(await move(id, 'PREPARING'));
    expect((await view()).tracking).toBeNull();
    unwrap(await move(id, 'SHIPPED', parcel));
    expect((await view()).tracking).toEqual({
      ...parcel,
      carrierName: 'CJ Logistics',
      url: 'https://trace.cjlogistics.com/next/tracking.html?wblNo=123456789012',
    });
    expect(await snapshotsOf(id)).toEqual([
      ['order.paid', 1, null],
      ['order.status_changed', 2, null],
      ['order.status_changed', 3, parcel],
    ]);
  });

  it('is said later or corrected while on its way, as an event; the same again is none', async () => {
    const { id, view } = await newOrder();
    expect(await change(id, parcel)).toEqual(err({ code: 'order.notShipped', orderStatus: 'PAID' }));
    unwrap(await move(id, 'PREPARING'));
    unwrap(await move(id, 'SHIPPED'));
    await Promise.all(Array.from({ length: 6 }, () => change(id, parcel)));
    unwrap(await change(id, other));
    expect((await view()).tracking).toEqual({ ...other, carrierName: 'Another carrier', url: null });
    expect((await snapshotsOf(id)).slice(2)).toEqual([
      ['order.status_changed', 3, null],
      ['order.tracking_changed', 4, parcel],
      ['order.tracking_changed', 5, other],
    ]);
    const audit = await db.auditLog.findMany({ where: { action: 'order.changeTracking' }, orderBy: { id: 'asc' } });
    expect(audit.map(({ before, after }) => [before, after])).toEqual([
      [{ tracking: null }, { tracking: parcel }],
      [{ tracking: parcel }, { tracking: other }],
    ]);
    unwrap(await move(id, 'DELIVERED'));
    expect(await change(id, parcel)).toEqual(err({ code: 'order.notShipped', orderStatus: 'DELIVERED' }));
    expect((await view()).tracking).toMatchObject(other);
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('what is sent about a parcel', () => {
  it('is read as people write it, and only with SHIPPED', () => {
    const tracking = { carrier: 'EPOST', number: ' 1234-5678 kr' };
    expect(TransitionInput.parse({ to: 'SHIPPED', tracking }).tracking).toEqual({
      carrier: 'EPOST',
      number: '12345678KR',
    });
    expect(TransitionInput.parse({ to: 'SHIPPED' })).toEqual({ to: 'SHIPPED' });
    for (const wrong of [
      { to: 'DELIVERED', tracking },
      { to: 'SHIPPED', tracking: { carrier: 'EPOST', number: '12-34' } },
      { to: 'SHIPPED', tracking: { carrier: 'EPOST', number: '123456?' } },
      { to: 'SHIPPED', tracking: { carrier: 'PIGEON', number: '123456' } },
    ])
      expect(TransitionInput.safeParse(wrong).success).toBe(false);
  });
});
