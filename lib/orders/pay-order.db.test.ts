import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { expireOrder } from './expire-order';
import { actionTargets, type OrderAction, orderActions, orderStatuses } from './model';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { findOverdueOrderIds } from './queries';
import { addShopper, addVariant, balanceOf, brokenBooks, checkout, fillCart, noon, stockOf } from './test-shop';
import { transitionOrder } from './transition-order';

const db = testDb();

async function placeUnpaid(actor: Actor, variantId: string) {
  const cartVersion = await fillCart(actor, { [variantId]: 1 });
  return unwrap(await inTransaction((tx) => placeOrder(tx, checkout(actor, cartVersion, { pay: false }))));
}

const pay = (actor: Actor, orderId: string, now = noon, expectedTotalWon?: number) =>
  inTransaction((tx) => payOrder(tx, { actor, orderId, now, expectedTotalWon }));
const expire = (orderId: string, now: Date) => inTransaction((tx) => expireOrder(tx, { orderId, now }));

describe('paying an unpaid order', () => {
  it('turns its hold into a sale and gives it its first export sequence', async () => {
    const jar = await addVariant({ units: 2 });
    const hana = await addShopper({ balanceWon: 20_000 });
    const { id } = await placeUnpaid(hana, jar);
    expect(unwrap(await pay(hana, id))).toMatchObject({
      status: 'PAID',
      paidWon: 13_000,
      eventCount: 2,
      exportCount: 1,
    });
    expect(await stockOf(jar)).toEqual({ onHandUnits: 1, reservedUnits: 0 });
    expect(await balanceOf(hana)).toBe(7_000);
    expect(await brokenBooks()).toEqual([]);
  });

  it('is refused once the hold is over, even if the sweep is late', async () => {
    const jar = await addVariant({ units: 2 });
    const hana = await addShopper({ balanceWon: 20_000 });
    const { id } = await placeUnpaid(hana, jar);
    expect(await pay(hana, id, later(noon, minutes(10)))).toEqual({
      ok: false,
      error: { code: 'order.notPayable', orderStatus: 'PENDING_PAYMENT' },
    });
    expect(await balanceOf(hana)).toBe(20_000);
  });

  it('is refused for somebody else as if there were no such order', async () => {
    const jar = await addVariant({ units: 2 });
    const { id } = await placeUnpaid(await addShopper(), jar);
    expect(await pay(await addShopper({ balanceWon: 50_000 }), id)).toMatchObject({
      error: { code: 'order.notFound' },
    });
    expect(await pay(await addShopper(), newId())).toMatchObject({ error: { code: 'order.notFound' } });
  });

  it('asks for consent again below the total, and names balance and need', async () => {
    const jar = await addVariant({ units: 2 });
    const hana = await addShopper({ balanceWon: 1_000 });
    const { id } = await placeUnpaid(hana, jar);
    expect(await pay(hana, id, noon, 12_999)).toMatchObject({
      error: { code: 'order.totalChanged', totalWon: 13_000 },
    });
    expect(await pay(hana, id)).toMatchObject({
      error: { code: 'wallet.insufficient', balanceWon: 1_000, neededWon: 13_000 },
    });
    expect(await stockOf(jar)).toEqual({ onHandUnits: 2, reservedUnits: 1 });
  });

  it('20 times at once pays once', async () => {
    const jar = await addVariant({ units: 2 });
    const hana = await addShopper({ balanceWon: 500_000 });
    const { id } = await placeUnpaid(hana, jar);
    const results = await Promise.all(Array.from({ length: 20 }, () => pay(hana, id)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await balanceOf(hana)).toBe(487_000);
    expect(await brokenBooks()).toEqual([]);
  });

  it('of three at once with money for one, one is paid; the others hold on to their stock', async () => {
    const jar = await addVariant({ units: 3 });
    const hana = await addShopper({ balanceWon: 20_000 });
    const orders = [await placeUnpaid(hana, jar), await placeUnpaid(hana, jar), await placeUnpaid(hana, jar)];
    const results = await Promise.all(orders.map(({ id }) => pay(hana, id)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const refused = { ok: false, error: { code: 'wallet.insufficient', balanceWon: 7_000, neededWon: 13_000 } };
    expect(results.filter((result) => !result.ok)).toEqual([refused, refused]);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 2, reservedUnits: 2 });
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('the end of a hold', () => {
  it('gives the stock back, once, and not before its time', async () => {
    const jar = await addVariant({ units: 1 });
    const { id } = await placeUnpaid(await addShopper(), jar);
    expect(unwrap(await expire(id, later(noon, minutes(10) - 1)))).toEqual({ expired: false });
    expect(await findOverdueOrderIds(db, { now: later(noon, minutes(10)), limit: 10 })).toEqual([id]);

    const ends = await Promise.all(Array.from({ length: 10 }, () => expire(id, later(noon, minutes(10)))));
    expect(ends.filter((end) => unwrap(end).expired)).toHaveLength(1);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 1, reservedUnits: 0 });
    expect(await findOverdueOrderIds(db, { now: later(noon, minutes(20)), limit: 10 })).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('against payment at the same moment: one of them wins', async () => {
    const jar = await addVariant({ units: 20 });
    for (let round = 0; round < 20; round++) {
      const hana = await addShopper({ balanceWon: 20_000 });
      const { id } = await placeUnpaid(hana, jar);
      // The payment's clock is a moment behind the sweep's, as two machines' may be.
      const [paid, ended] = await Promise.all([
        pay(hana, id, later(noon, minutes(10) - 5)),
        expire(id, later(noon, minutes(10))),
      ]);
      expect([paid.ok, unwrap(ended).expired]).toContainEqual(true);
      expect(paid.ok).toBe(!unwrap(ended).expired);
    }
    expect(await brokenBooks()).toEqual([]);
  });
});

describe("an admin's transitions", () => {
  const move = (actor: Actor, orderId: string, to: 'PREPARING' | 'SHIPPED' | 'DELIVERED') =>
    inTransaction((tx) => transitionOrder(tx, { actor: { ...actor, role: 'ADMIN' }, orderId, to, now: noon }));

  it('are nothing that a shopper gets as far as asking for', async () => {
    const hana = await addShopper();
    const asked = inTransaction((tx) =>
      transitionOrder(tx, { actor: hana, orderId: newId(), to: 'PREPARING', now: noon }),
    );
    await expect(asked).rejects.toThrow('only an admin may do this');
  });

  it('go along the table only, each with its own sequence, actor and audit entry', async () => {
    const jar = await addVariant({ units: 1 });
    const [hana, admin] = [await addShopper({ balanceWon: 20_000 }), await addShopper()];
    const { id } = await placeUnpaid(hana, jar);
    expect(await move(admin, id, 'PREPARING')).toMatchObject({
      error: { code: 'order.transitionNotAllowed', allowed: [] },
    });
    unwrap(await pay(hana, id));
    expect(await move(admin, id, 'DELIVERED')).toMatchObject({ error: { allowed: ['PREPARING'] } });
    for (const to of ['PREPARING', 'SHIPPED', 'DELIVERED'] as const) unwrap(await move(admin, id, to));

    const events = await db.orderEvent.findMany({ orderBy: { position: 'asc' } });
    expect(events.map((event) => [event.type, event.exportSequence, event.toStatus, event.actorKind])).toEqual([
      ['order.placed', null, 'PENDING_PAYMENT', 'CUSTOMER'],
      ['order.paid', 1, 'PAID', 'CUSTOMER'],
      ['order.status_changed', 2, 'PREPARING', 'ADMIN'],
      ['order.status_changed', 3, 'SHIPPED', 'ADMIN'],
      ['order.status_changed', 4, 'DELIVERED', 'ADMIN'],
    ]);
    expect(await db.auditLog.count({ where: { action: 'order.transition', actorId: admin.userId } })).toBe(3);
  });

  it('10 times the same at once change it once', async () => {
    const jar = await addVariant({ units: 1 });
    const [hana, admin] = [await addShopper({ balanceWon: 20_000 }), await addShopper()];
    const { id } = await placeUnpaid(hana, jar);
    unwrap(await pay(hana, id));
    const results = await Promise.all(Array.from({ length: 10 }, () => move(admin, id, 'PREPARING')));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('SQL repeats the rules', () => {
  it('has the same state machine as the table of actions', async () => {
    const actions = Object.keys(orderActions) as OrderAction[];
    const ours = actions
      .filter((action) => actionTargets[action] !== null)
      .flatMap((action) => orderActions[action].map((from) => `${from} → ${actionTargets[action]}`));
    const found = await db.$queryRaw<{ pair: string }[]>`
      SELECT a || ' → ' || b AS pair FROM unnest(enum_range(NULL::order_status)) a, unnest(enum_range(NULL::order_status)) b
      WHERE order_transition_allowed(a, b)`;
    expect(found.map((row) => row.pair).sort()).toEqual([...ours].sort());
    expect(orderStatuses).toHaveLength(7);
  });

  it.each([
    ['a state that does not follow', `UPDATE orders SET status = 'SHIPPED'`],
    ['a total that is not its parts', `UPDATE orders SET total_won = total_won + 1`],
    ['a refund above what was paid', `UPDATE orders SET refunded_won = paid_won + 1`],
    ['a payment taken back', `UPDATE orders SET paid_won = 0`],
    ['a line that was paid otherwise', `UPDATE order_lines SET paid_won = paid_won - 1`],
    ['more cancelled than ordered', `UPDATE order_lines SET cancelled_quantity = quantity + 1`],
    ['English of other options', `UPDATE order_lines SET options_en = '{"크기": ["Size", "Small"]}'`],
    ['a negative balance', `UPDATE wallets SET balance_won = -1`],
    ['more reserved than there is', `UPDATE stock_levels SET reserved_units = on_hand_units + 1`],
    ['an event rewritten', `UPDATE order_events SET reason = 'x'`],
    ['an event removed', `DELETE FROM order_events`],
    ['a ledger entry rewritten', `UPDATE ledger_entries SET amount_won = 1`],
    ['a movement removed', `DELETE FROM stock_movements`],
    [
      'half a transfer',
      `INSERT INTO ledger_entries (id, transfer_id, account, amount_won) SELECT gen_random_uuid(), id, 'SALES', 5 FROM ledger_transfers LIMIT 1`,
    ],
    [
      'a second payment',
      `INSERT INTO ledger_transfers (id, kind, reference_id) SELECT gen_random_uuid(), 'PAYMENT', id FROM orders`,
    ],
    [
      'a second order of a cart version',
      `INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 'X'))).* FROM orders o`,
    ],
  ])('refuses %s', async (_, planted) => {
    const jar = await addVariant({ units: 2 });
    const hana = await addShopper({ balanceWon: 20_000 });
    unwrap(
      await inTransaction(async (tx) =>
        placeOrder(tx, checkout(hana, 0, { cartVersion: await fillCart(hana, { [jar]: 1 }) })),
      ),
    );
    await expect(db.$executeRawUnsafe(planted)).rejects.toThrow(
      /violates|append-only|cannot go from|does not sum to zero|Unique constraint/,
    );
  });
});
