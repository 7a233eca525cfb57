import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { execute, sql } from '@/lib/db/sql';
import { testDb, truncateAll } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { listMovements } from '@/lib/inventory/queries';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { err, unwrap } from '@/lib/shared/result';
import { listWalletEntries } from '@/lib/wallet/queries';
import { type CancelOrder, cancelOrder } from './cancel-order';
import { expireOrder } from './expire-order';
import type { OrderRow } from './order-row';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { previewCancellation } from './preview-cancellation';
import { listOrders, readOrder } from './queries';
import { addShopper, addVariant, balanceOf, brokenBooks, checkout, fillCart, noon, stockOf } from './test-shop';
import { transitionOrder } from './transition-order';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };

async function buy(shopper: Actor, units: Record<string, number>, { pay = true } = {}): Promise<OrderRow> {
  const cartVersion = await fillCart(shopper, units);
  return unwrap(await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay }))));
}

type Changes = Partial<CancelOrder> & { units?: number[] };

function request(actor: Actor, order: OrderRow, { units, ...changes }: Changes = {}): CancelOrder {
  const lines = units?.flatMap((quantity, place) => {
    return quantity > 0 ? [{ lineId: order.lines[place]?.id ?? '', quantity }] : [];
  });
  const by = actor.role === 'ADMIN' ? 'ADMIN' : 'CUSTOMER';
  return { actor, by, orderId: order.id, lines, reason: '마음이 바뀌었어요', now: noon, ...changes };
}

const cancel = (actor: Actor, order: OrderRow, changes: Changes = {}) =>
  inTransaction((tx) => cancelOrder(tx, request(actor, order, changes)));
const preview = (actor: Actor, order: OrderRow, changes: Changes = {}) =>
  previewCancellation(db, { ...request(actor, order, changes), locale: 'ko' });
const move = (order: OrderRow, to: 'PREPARING' | 'SHIPPED') =>
  inTransaction((tx) => transitionOrder(tx, { actor: admin, orderId: order.id, to, now: noon }));

async function viewOf(actor: Actor, { id }: OrderRow, now = noon) {
  const reader = { side: 'CUSTOMER', userId: actor.userId } as const;
  return unwrap(await readOrder(db, { orderId: id, reader, locale: 'ko', now }));
}

async function newOrder({ pay = true } = {}) {
  const [jar, cup] = [
    await addVariant({ units: 10, priceWon: 10_000 }),
    await addVariant({ units: 10, priceWon: 4_000 }),
  ];
  const hana = await addShopper({ balanceWon: 100_000 });
  return { jar, cup, hana, order: await buy(hana, { [jar]: 3, [cup]: 2 }, { pay }) };
}

describe('cancelling a paid order', () => {
  it('in parts gives back money and units each time, and in the end all that was paid, shipping with it', async () => {
    const { jar, cup, hana, order } = await newOrder();
    expect(await balanceOf(hana)).toBe(59_000);
    expect(unwrap(await cancel(hana, order, { units: [2, 0] })).refundWon).toBe(20_000);
    expect(await balanceOf(hana)).toBe(79_000);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 9, reservedUnits: 0 });
    expect(await viewOf(hana, order)).toMatchObject({
      status: 'PAID',
      totals: { paidWon: 41_000, refundedWon: 20_000 },
      lines: [
        { quantity: 3, cancelledQuantity: 2, refundableWon: 10_000 },
        { quantity: 2, cancelledQuantity: 0, refundableWon: 8_000 },
      ],
      refunds: [
        {
          refundWon: 20_000,
          reason: '마음이 바뀌었어요',
          by: 'CUSTOMER',
          lines: [{ lineId: order.lines[0]?.id, quantity: 2 }],
        },
      ],
    });

    expect(unwrap(await cancel(hana, order)).refundWon).toBe(21_000);
    expect(await balanceOf(hana)).toBe(100_000);
    expect([await stockOf(jar), await stockOf(cup)]).toEqual(Array(2).fill({ onHandUnits: 10, reservedUnits: 0 }));
    const { status, allowedActions, timeline } = await viewOf(hana, order);
    expect({ status, allowedActions }).toEqual({ status: 'CANCELLED', allowedActions: [] });
    expect(timeline.map(({ type }) => type)).toEqual(['order.paid', 'order.partially_cancelled', 'order.cancelled']);
    expect(await cancel(hana, order)).toEqual(err({ code: 'order.notCancellable', orderStatus: 'CANCELLED' }));
    expect(await brokenBooks()).toEqual([]);
  });

  it('stands in the list of orders, the wallet’s statement and the stock’s history, each naming the order', async () => {
    const { jar, hana, order } = await newOrder();
    await cancel(hana, order, { units: [1, 0] });
    const { userId } = hana;
    expect(unwrap(await listOrders(db, { userId, locale: 'ko', limit: 1 })).items).toMatchObject([
      { id: order.id, totalWon: 41_000, refundedWon: 10_000 },
    ]);
    expect(unwrap(await listWalletEntries(db, { userId, limit: 1 })).items).toMatchObject([
      { kind: 'REFUND', amountWon: 10_000, referenceId: order.id },
    ]);
    const movements = unwrap(await listMovements(db, { variantId: jar, limit: 10 })).items;
    expect(movements.filter(({ reason }) => reason === 'CANCEL')).toMatchObject([
      { deltaUnits: 1, order: { id: order.id, number: order.number } },
    ]);
  });

  it('leaves the house as its next events, with what was given back', async () => {
    const { hana, order } = await newOrder();
    await cancel(hana, order, { units: [1, 0] });
    await cancel(hana, order);
    const events = await db.orderEvent.findMany({ where: { orderId: order.id }, orderBy: { position: 'asc' } });
    expect(events.map(({ exportSequence, type }) => [exportSequence, type])).toEqual([
      [1, 'order.paid'],
      [2, 'order.partially_cancelled'],
      [3, 'order.cancelled'],
    ]);
    const last = JSON.parse(events.at(-1)?.snapshot ?? '');
    expect(last).toMatchObject({ status: 'CANCELLED', totals: { refundedWon: 41_000 } });
    expect(last.refunds.map((refund: { refundWon: number }) => refund.refundWon)).toEqual([10_000, 31_000]);
    expect(JSON.stringify(last)).not.toContain('마음이');
  });

  it('is the customer’s right for half an hour and before PREPARING, an admin’s until SHIPPED', async () => {
    const { hana, order } = await newOrder();
    const closed = { code: 'order.cancelWindowClosed', cancellableUntil: later(noon, minutes(30)).toISOString() };
    expect(await preview(hana, order, { now: later(noon, minutes(30) - 1) })).toMatchObject({ ok: true });
    expect(await cancel(hana, order, { now: later(noon, minutes(30)) })).toEqual(err(closed));
    expect((await viewOf(hana, order, later(noon, minutes(30)))).allowedActions).not.toContain('cancel');
    unwrap(await move(order, 'PREPARING'));
    expect(await cancel(hana, order)).toEqual(err({ code: 'order.notCancellable', orderStatus: 'PREPARING' }));
    expect(unwrap(await cancel(admin, order, { units: [1, 0], now: later(noon, minutes(90)) })).refundWon).toBe(10_000);
    unwrap(await move(order, 'SHIPPED'));
    expect(await cancel(admin, order)).toEqual(err({ code: 'order.notCancellable', orderStatus: 'SHIPPED' }));
    expect(await db.auditLog.findMany({ where: { action: 'order.cancel' } })).toMatchObject([
      { entityId: order.id, before: { refundedWon: 0 }, after: { refundedWon: 10_000, reason: '마음이 바뀌었어요' } },
    ]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('changes nothing when it is somebody else’s, of units that are not there, or not for what was agreed to', async () => {
    const { hana, order } = await newOrder();
    const stranger = await addShopper();
    expect(await cancel(stranger, order)).toEqual(err({ code: 'order.notFound' }));
    const strange = { lineId: newId(), quantity: 1 };
    expect(await cancel(hana, order, { units: [4, 1] })).toMatchObject({
      error: { code: 'order.unitsNotLeft', lines: [{ requestedUnits: 4, remainingUnits: 3 }] },
    });
    expect(await cancel(hana, order, { lines: [strange] })).toMatchObject({
      error: { lines: [{ lineId: strange.lineId, remainingUnits: 0 }] },
    });
    expect(await cancel(hana, order, { units: [1, 0], expectedRefundWon: 9_999 })).toEqual(
      err({ code: 'order.refundChanged', refundWon: 10_000 }),
    );
    expect(await viewOf(hana, order)).toMatchObject({ refunds: [], totals: { refundedWon: 0 } });
    expect(await brokenBooks()).toEqual([]);
  });

  it('8 times at once gives the same units back once', async () => {
    const { jar, hana, order } = await newOrder();
    const parts = await Promise.all(Array.from({ length: 8 }, () => cancel(hana, order, { units: [2, 0] })));
    expect(parts.filter(({ ok }) => ok)).toHaveLength(1);
    const wholes = await Promise.all(Array.from({ length: 8 }, () => cancel(hana, order)));
    expect(wholes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await balanceOf(hana)).toBe(100_000);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 10, reservedUnits: 0 });
    expect(await brokenBooks()).toEqual([]);
  });

  it('against preparing and shipping at the same moment: one order of events, and the money follows it', async () => {
    for (let round = 0; round < 6; round++) {
      const { hana, order } = await newOrder();
      const [cancelled, prepared] = await Promise.all([cancel(hana, order), move(order, 'PREPARING')]);
      expect(cancelled.ok).toBe(!prepared.ok);
      expect(await balanceOf(hana)).toBe(cancelled.ok ? 100_000 : 59_000);
    }
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('cancelling an unpaid order', () => {
  it('gives its stock back, as a whole only, and never leaves the house', async () => {
    const { jar, hana, order } = await newOrder({ pay: false });
    expect(await stockOf(jar)).toEqual({ onHandUnits: 10, reservedUnits: 3 });
    expect(await cancel(hana, order, { units: [1, 0] })).toEqual(err({ code: 'order.wholeOnly' }));
    expect(unwrap(await preview(hana, order))).toMatchObject({ refundWon: 0, shippingWon: 0 });
    expect(unwrap(await cancel(hana, order)).refundWon).toBe(0);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 10, reservedUnits: 0 });
    expect(await db.orderEvent.findMany({ where: { exportSequence: { not: null } } })).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('against payment and the end of its hold at the same moment: one outcome', async () => {
    for (let round = 0; round < 8; round++) {
      const { jar, hana, order } = await newOrder({ pay: false });
      const now = later(noon, minutes(10) - 1);
      const [cancelled, paid, expired] = await Promise.all([
        inTransaction((tx) => cancelOrder(tx, request(hana, order, { now }))),
        inTransaction((tx) => payOrder(tx, { actor: hana, orderId: order.id, now })),
        inTransaction((tx) => expireOrder(tx, { orderId: order.id, now: later(noon, minutes(10)) })),
      ]);
      const { status } = await viewOf(hana, order);
      // A paid order may be cancelled right away.
      expect(status).toBe(cancelled.ok ? 'CANCELLED' : paid.ok ? 'PAID' : 'EXPIRED');
      expect(unwrap(expired).expired).toBe(status === 'EXPIRED');
      const isSold = status === 'PAID';
      expect(await stockOf(jar)).toEqual({ onHandUnits: isSold ? 7 : 10, reservedUnits: 0 });
      expect(await balanceOf(hana)).toBe(isSold ? 59_000 : 100_000);
    }
    expect(await brokenBooks()).toEqual([]);
  });
});

it('the preview is the result to the won, and all steps together give back what was paid, whatever is cancelled at once', async () => {
  const history = fc.record({
    units: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    priceWon: fc.integer({ min: 1, max: 40_000 }),
    steps: fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ units, priceWon, steps }) => {
      await truncateAll();
      const hana = await addShopper({ balanceWon: 1_000_000 });
      const lines: Record<string, number> = {};
      for (const [place, quantity] of units.entries()) {
        lines[await addVariant({ units: 5, priceWon: priceWon + place })] = quantity;
      }
      const order = await buy(hana, lines);
      // Two of each: the second finds what the first left.
      for (const wanted of steps) {
        const step = { units: units.map((_, place) => wanted[place] ?? 0) };
        if (step.units.every((quantity) => quantity === 0)) continue;
        const promised = await preview(hana, order, step);
        const [one, other] = await Promise.all([cancel(hana, order, step), cancel(hana, order, step)]);
        const first = one.ok ? one : other;
        expect(first.ok).toBe(promised.ok);
        const refunds = [one, other].flatMap((done) => (done.ok ? [done.value.refundWon] : []));
        if (promised.ok && refunds.length === 1) expect(refunds).toEqual([promised.value.refundWon]);
        if (promised.ok && refunds.length === 2) expect(refunds).toContain(promised.value.refundWon);
      }
      await cancel(hana, order);
      expect(await balanceOf(hana)).toBe(1_000_000);
      for (const variantId of Object.keys(lines))
        expect(await stockOf(variantId)).toEqual({ onHandUnits: 5, reservedUnits: 0 });
      expect(await brokenBooks()).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 120_000);

it('Postgres itself refuses cancellations that do not add up to what the order says', async () => {
  const { order } = await newOrder();
  const cancellation = (refundWon: number) =>
    db.cancellation.create({
      data: {
        ...{ id: newId(), orderId: order.id, position: 1, reason: 'planted', refundWon, reclaimedDiscountWon: 0 },
        ...{ actorKind: 'SYSTEM', createdAt: noon },
      },
    });
  await expect(cancellation(1)).rejects.toThrow('has given back');
  const lineId = order.lines[0]?.id ?? '';
  const planted = inTransaction(async (tx) => {
    await execute(tx, sql`UPDATE order_lines SET cancelled_quantity = 1 WHERE id = ${lineId}::uuid`);
    await tx.cancellation.create({
      data: {
        ...{ id: newId(), orderId: order.id, position: 1, reason: 'planted', refundWon: 0, reclaimedDiscountWon: 0 },
        ...{ actorKind: 'SYSTEM', createdAt: noon },
      },
    });
    return { ok: true as const, value: undefined };
  });
  await expect(planted).rejects.toThrow('differ from its cancellations');
});
