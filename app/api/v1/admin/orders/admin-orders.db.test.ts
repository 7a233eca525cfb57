import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { issueToken } from '@/lib/identity/issue-token';
import type { Role } from '@/lib/identity/model';
import type { AdminOrderSummary } from '@/lib/orders/model';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, brokenBooks, checkout, fillCart, noon } from '@/lib/orders/test-shop';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import * as order from './[id]/route';
import * as transitions from './[id]/transitions/route';
import * as orders from './route';

const db = testDb();

type Handler = typeof orders.GET;
type Call = { token: string; id?: string; search?: string; body?: unknown; key?: string };

async function call(handler: Handler, { token, id, search = '', body, key }: Call) {
  const request = new Request(`http://localhost:3000/api/v1/admin/orders${id ? `/${id}` : ''}${search}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, ...(key && { 'idempotency-key': key }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function signIn(role: Role): Promise<string> {
  const userId = newId();
  await db.user.create({
    data: { id: userId, email: `${userId}@maru.example`, passwordHash: 'none', name: '관리', role },
  });
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
}

async function addOrder({ pay = true, tier = 'BRONZE' as 'BRONZE' | 'VIP', at = noon } = {}) {
  const variantId = await addVariant({ priceWon: 10_000, units: 3 });
  const shopper = await addShopper({ balanceWon: 20_000, tier });
  const cartVersion = await fillCart(shopper, { [variantId]: 1 });
  const placed = await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay, now: at })));
  return { ...unwrap(placed), shopper };
}

const move = (token: string, id: string, to: string, key: string = newId()) =>
  call(transitions.POST, { token, id, body: { to }, key });

describe('GET /admin/orders', () => {
  it('is for admins', async () => {
    expect((await call(orders.GET, { token: await signIn('SHOPPER') })).body.code).toBe('http.forbidden');
    expect((await call(orders.GET, { token: 'none' })).status).toBe(401);
  });

  it('pages through every order once, newest first, also where many were placed at one moment', async () => {
    const token = await signIn('ADMIN');
    const placed = [];
    for (let i = 0; i < 7; i++) placed.push(await addOrder({ at: later(noon, i < 4 ? 0 : minutes(i)) }));
    const seen: AdminOrderSummary[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await call(orders.GET, { token, search: `?limit=2${cursor && `&cursor=${cursor}`}` });
      seen.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(seen.map((one) => one.id).sort()).toEqual(placed.map((one) => one.id).sort());
    expect(seen.map((one) => one.placedAt)).toEqual(
      seen
        .map((one) => one.placedAt)
        .sort()
        .reverse(),
    );
  });

  it('finds by status, tier, delivery, time and text', async () => {
    const token = await signIn('ADMIN');
    const idsFor = async (search: string) => {
      const { body } = await call(orders.GET, { token, search: `?${search}` });
      return body.items.map((one: AdminOrderSummary) => one.id);
    };
    const early = await addOrder({ pay: false });
    await db.deliveryEndpoint.create({
      data: { id: newId(), name: 'W', url: 'http://127.0.0.1:9', secret: 'whsec_x' },
    });
    const late = await addOrder({ tier: 'VIP', at: later(noon, minutes(5)) });

    expect(await idsFor('status=PENDING_PAYMENT')).toEqual([early.id]);
    expect(await idsFor('tier=VIP')).toEqual([late.id]);
    expect(await idsFor('deliveryState=NONE')).toEqual([early.id]);
    expect(await idsFor('deliveryState=PENDING')).toEqual([late.id]);
    await db.delivery.updateMany({ data: { state: 'DEAD', settledAt: noon } });
    expect(await idsFor('deliveryState=PENDING')).toEqual([]);
    expect(await idsFor('deliveryState=DEAD')).toEqual([late.id]);
    // Given up, it has reached nobody.
    await db.delivery.updateMany({ data: { state: 'SKIPPED' } });
    expect(await idsFor('deliveryState=DELIVERED')).toEqual([]);
    await db.delivery.updateMany({ data: { state: 'DELIVERED' } });
    expect(await idsFor('deliveryState=DELIVERED')).toEqual([late.id]);
    expect(await idsFor(`from=${later(noon, minutes(5)).toISOString()}`)).toEqual([late.id]);
    expect(await idsFor(`to=${later(noon, minutes(5)).toISOString()}`)).toEqual([early.id]);
    expect(await idsFor(`q=${late.number.toLowerCase()}`)).toEqual([late.id]);
    expect(await idsFor(`q=${encodeURIComponent(early.shopper.userId)}`)).toEqual([early.id]);
    expect(await idsFor('q=%25')).toEqual([]);
  });
});

describe('GET /admin/orders/{id}', () => {
  it('shows whose it is, what it moved in the ledger, and what may come next', async () => {
    const token = await signIn('ADMIN');
    const { id, shopper } = await addOrder();
    const { body } = await call(order.GET, { token, id });
    expect(body).toMatchObject({ id, customer: { id: shopper.userId, tier: 'BRONZE' }, deliveryState: 'NONE' });
    expect(body.ledger).toMatchObject([
      { kind: 'PAYMENT', account: 'WALLET', amountWon: -13_000, balanceAfterWon: 7_000 },
      { kind: 'PAYMENT', account: 'SALES', amountWon: 13_000, balanceAfterWon: null },
    ]);
    expect(body.allowedActions).toEqual(['PREPARING', 'cancel']);
  });

  it('answers 404 to an id that names none', async () => {
    const token = await signIn('ADMIN');
    expect((await call(order.GET, { token, id: newId() })).body.code).toBe('order.notFound');
    expect((await call(order.GET, { token, id: 'none' })).status).toBe(404);
  });
});

describe('POST /admin/orders/{id}/transitions', () => {
  it('walks a paid order to its door, one step after the other, each in timeline, audit log and outbox', async () => {
    const token = await signIn('ADMIN');
    const { id } = await addOrder();
    for (const to of ['PREPARING', 'SHIPPED', 'DELIVERED']) {
      expect((await move(token, id, to)).body).toMatchObject({ status: to });
    }
    const { body } = await call(order.GET, { token, id });
    expect(body.allowedActions).toEqual([]);
    expect(body.timeline.map((entry: { toStatus: string; by: string }) => `${entry.toStatus} ${entry.by}`)).toEqual([
      'PAID CUSTOMER',
      'PREPARING ADMIN',
      'SHIPPED ADMIN',
      'DELIVERED ADMIN',
    ]);
    expect(await db.auditLog.count({ where: { action: 'order.transition', entityId: id } })).toBe(3);
    expect(await db.orderEvent.count({ where: { orderId: id, exportSequence: { not: null } } })).toBe(4);
    expect(await brokenBooks()).toEqual([]);
  });

  it.each([
    ['SHIPPED', true],
    ['DELIVERED', true],
    ['PREPARING', false],
  ])('refuses %s out of turn, and says what is allowed instead', async (to, pay) => {
    const token = await signIn('ADMIN');
    const { id } = await addOrder({ pay });
    const refused = await move(token, id, to);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'order.transitionNotAllowed',
      status: 409,
      orderStatus: pay ? 'PAID' : 'PENDING_PAYMENT',
      allowed: pay ? ['PREPARING'] : [],
    });
  });

  it('moves it once when twelve admins press at once', async () => {
    const token = await signIn('ADMIN');
    const { id } = await addOrder();
    const answers = await Promise.all(Array.from({ length: 12 }, () => move(token, id, 'PREPARING')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(11).fill(409)]);
    expect(await db.orderEvent.count({ where: { orderId: id } })).toBe(2);
  });

  it('answers the same key again with the same answer', async () => {
    const token = await signIn('ADMIN');
    const { id } = await addOrder();
    const first = await move(token, id, 'PREPARING', 'one');
    const again = await move(token, id, 'PREPARING', 'one');
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await move(token, id, 'SHIPPED', 'one')).body.code).toBe('idempotency.keyReused');
  });
});
