import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { issueToken } from '@/lib/identity/issue-token';
import type { TransitionTarget } from '@/lib/orders/model';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, brokenBooks, checkout, fillCart } from '@/lib/orders/test-shop';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import * as preview from './preview/route';
import * as transitions from './route';

const db = testDb();

type Call = { token: string; orderIds: string[]; to?: TransitionTarget; key?: string };

async function call(handler: typeof transitions.POST, { token, orderIds, to = 'PREPARING', key = newId() }: Call) {
  const request = new Request('http://localhost:3000/api/v1/admin/order-transitions', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: JSON.stringify({ orderIds, to }),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function signIn(): Promise<string> {
  const userId = newId();
  const name = '관리';
  await db.user.create({
    data: { id: userId, email: `${userId}@maru.example`, passwordHash: 'none', name, role: 'ADMIN' },
  });
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
}

async function addOrders(count: number, { pay = true } = {}): Promise<string[]> {
  const variantId = await addVariant({ priceWon: 10_000, units: count });
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const shopper = await addShopper({ balanceWon: 20_000 });
    const cartVersion = await fillCart(shopper, { [variantId]: 1 });
    ids.push(unwrap(await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay })))).id);
  }
  return ids;
}

describe('POST /admin/order-transitions', () => {
  it('moves each that can be moved and says why the others can’t; the look before says the same and moves none', async () => {
    const token = await signIn();
    const [paid, unpaid, missing] = [await addOrders(2), await addOrders(1, { pay: false }), newId()];
    const orderIds = [paid[0], ...unpaid, missing, paid[1]].map(String);
    const refused = [
      { orderId: unpaid[0], ok: false, status: 'PENDING_PAYMENT', code: 'order.transitionNotAllowed' },
      { orderId: missing, ok: false, status: null, code: 'order.notFound' },
    ];
    const looked = await call(preview.POST, { token, orderIds });
    expect(looked.body.results).toEqual([
      { orderId: paid[0], ok: true, status: 'PAID' },
      ...refused,
      { orderId: paid[1], ok: true, status: 'PAID' },
    ]);
    expect(await db.auditLog.count()).toBe(0);

    const done = await call(transitions.POST, { token, orderIds });
    expect(done.body.results).toEqual([
      { orderId: paid[0], ok: true, status: 'PREPARING' },
      ...refused,
      { orderId: paid[1], ok: true, status: 'PREPARING' },
    ]);
    const audit = await db.auditLog.findMany({ where: { action: 'order.transition' } });
    expect(audit.map(({ entityId }) => entityId).sort()).toEqual([...paid].sort());
    expect(await brokenBooks()).toEqual([]);
  });

  it('moves each once when two admins choose the same orders at the same moment, in whatever order', async () => {
    const [one, other] = [await signIn(), await signIn()];
    const orderIds = await addOrders(12);
    const answers = await Promise.all([
      call(transitions.POST, { token: one, orderIds }),
      call(transitions.POST, { token: other, orderIds: orderIds.toReversed() }),
    ]);
    const results = answers.flatMap(({ body }) => body.results as { orderId: string; ok: boolean; status: string }[]);
    expect(results.every(({ status }) => status === 'PREPARING')).toBe(true);
    const moved = results.filter(({ ok }) => ok).map(({ orderId }) => orderId);
    expect(moved.sort()).toEqual([...orderIds].sort());
    expect(await db.orderEvent.count({ where: { type: 'order.status_changed' } })).toBe(12);
    expect(await db.auditLog.count({ where: { action: 'order.transition' } })).toBe(12);
    expect(await brokenBooks()).toEqual([]);
  });

  it('after an answer that got lost, or a crash half-way, the same key moves the rest and answers for all', async () => {
    const token = await signIn();
    const orderIds = await addOrders(4);
    const key = newId();
    const first = await call(transitions.POST, { token, orderIds, key });
    const again = await call(transitions.POST, { token, orderIds, key });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);

    // As if the process had died before it stored its answer, and before it came to the last order.
    await db.idempotencyKey.deleteMany({ where: { key } });
    await db.idempotencyKey.deleteMany({ where: { key: { endsWith: String(orderIds[3]) } } });
    const later = await call(transitions.POST, { token, orderIds, key });
    expect(later.body.results).toEqual([
      ...first.body.results.slice(0, 3),
      { orderId: orderIds[3], ok: false, status: 'PREPARING', code: 'order.transitionNotAllowed' },
    ]);
    expect(await db.orderEvent.count({ where: { type: 'order.status_changed' } })).toBe(4);
    expect((await call(transitions.POST, { token, orderIds, key, to: 'SHIPPED' })).body.code).toBe(
      'idempotency.keyReused',
    );
  });

  it('of requests with one key at the same moment each order hears one', async () => {
    const token = await signIn();
    const orderIds = await addOrders(6);
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => call(transitions.POST, { token, orderIds, key })),
    );
    for (const { status, body } of answers)
      if (status === 200) expect(body.results.every(({ ok }: { ok: boolean }) => ok)).toBe(true);
      else expect(body.code).toBe('idempotency.inFlight');
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(await db.orderEvent.count({ where: { type: 'order.status_changed' } })).toBe(6);
  });

  it('takes a hundred orders at most, each named once', async () => {
    const token = await signIn();
    const id = newId();
    for (const orderIds of [[], [id, id], Array.from({ length: 101 }, newId)])
      expect((await call(transitions.POST, { token, orderIds })).status).toBe(400);
  });
});
