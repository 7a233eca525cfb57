import { describe, expect, test } from 'vitest';
import { tellWaiting } from '@/inngest/functions/tell-waiting';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { subscriptionOfLink } from '@/lib/http/restock-links';
import { issueToken } from '@/lib/identity/issue-token';
import { confirmRestock } from '@/lib/notifications/restock/confirm-restock';
import { endRestockByLink } from '@/lib/notifications/restock/end-restock-by-link';
import { endUnconfirmed } from '@/lib/notifications/restock/end-unconfirmed';
import { emailSignUpsMax, networkSignUpsMax } from '@/lib/notifications/restock/limit-sign-ups';
import { confirmationMs, confirmationPauseMs, conversionMs } from '@/lib/notifications/restock/model';
import { readConversion } from '@/lib/notifications/restock/queries';
import { move } from '@/lib/notifications/restock/test-waiting';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, checkout, fillCart } from '@/lib/orders/test-shop';
import { later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { unwrap } from '@/lib/shared/result';
import * as adminRestock from '../admin/restock-subscriptions/[id]/route';
import * as adminRestocks from '../admin/restock-subscriptions/route';
import * as adminVariants from '../admin/restock-variants/route';
import * as adminWaves from '../admin/restock-waves/route';
import * as restock from './[id]/route';
import * as restocks from './route';

const db = testDb();

describe('a member', () => {
  test('waits at once, sees it, is refused a second time, and ends it', async () => {
    const [variantId, { token, email }] = [await addVariant({ units: 0 }), await addMember()];
    const joined = await send(restocks.POST, { token, body: { variantId } });
    expect(joined).toEqual({ status: 201, body: { id: expect.any(String), variantId, email, state: 'WAITING' } });
    expect(await send(restocks.POST, { token, body: { variantId, email } })).toMatchObject({
      status: 409,
      body: { code: 'restock.alreadySubscribed' },
    });
    const mine = await send(restocks.GET, { token });
    expect(mine.body.items).toMatchObject([
      { id: joined.body.id, variantId, state: 'WAITING', stockStatus: 'SOLD_OUT' },
    ]);

    const stranger = await addMember();
    expect(await send(restock.DELETE, { token: stranger.token, id: joined.body.id })).toMatchObject({
      status: 404,
      body: { code: 'restock.notFound' },
    });
    expect(await send(restock.DELETE, { token, id: joined.body.id })).toMatchObject({ status: 204 });
    expect((await send(restocks.GET, { token })).body.items).toEqual([]);
    expect(await send(restock.DELETE, { token, id: joined.body.id })).toMatchObject({ status: 404 });
    expect(await send(restocks.POST, { token, body: { variantId } })).toMatchObject({ status: 201 });
  });

  test('is told that there is nothing to wait for, or nothing at all', async () => {
    const { token } = await addMember();
    const inStock = await send(restocks.POST, { token, body: { variantId: await addVariant({ units: 1 }) } });
    expect(inStock).toMatchObject({ status: 422, body: { code: 'restock.inStock' } });
    const unknown = await send(restocks.POST, { token, body: { variantId: newId() } });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'catalog.variantNotFound' } });
  });

  test('takes over what they signed up for before signing in, with its place', async () => {
    const [variantId, { token, email, userId }] = [await addVariant({ units: 0 }), await addMember()];
    await send(restocks.POST, { body: { variantId, email } });
    await confirm(email);
    const { waitingSince } = await db.restockSubscription.findFirstOrThrow({ where: { email } });
    expect(await send(restocks.POST, { token, body: { variantId } })).toMatchObject({ status: 201 });
    const [only, ...others] = await db.restockSubscription.findMany({ where: { email } });
    expect(only).toMatchObject({ userId, state: 'WAITING', waitingSince });
    expect(others).toEqual([]);
  });

  test('of many sign-ups at once one succeeds', async () => {
    const [variantId, { token }] = [await addVariant({ units: 0 }), await addMember()];
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(restocks.POST, { token, body: { variantId } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });
});

describe('a guest', () => {
  const email = 'guest@mail.example';

  test('waits once the link in the mail is followed, and is asked for an address', async () => {
    const variantId = await addVariant({ units: 0 });
    expect(await send(restocks.POST, { body: { variantId } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'email' }] },
    });
    const joined = await send(restocks.POST, { body: { variantId, email: 'Guest@Mail.example' } });
    expect(joined).toEqual({ status: 201, body: { id: null, variantId, email, state: 'PENDING_CONFIRMATION' } });
    expect(await statesOf(email)).toEqual(['PENDING_CONFIRMATION']);
    await confirm(email);
    await confirm(email);
    expect(await statesOf(email)).toEqual(['WAITING']);
  });

  test('gets the same answer whatever is known of the address, and no mail while it waits', async () => {
    const [variantId, member] = [await addVariant({ units: 0 }), await addMember()];
    await send(restocks.POST, { token: member.token, body: { variantId } });
    const known = await send(restocks.POST, { body: { variantId, email: member.email } });
    const unknown = await send(restocks.POST, { body: { variantId, email } });
    expect({ ...known.body, email }).toEqual(unknown.body);
    expect(known.status).toBe(unknown.status);
    expect(await db.message.count({ where: { recipient: member.email } })).toBe(0);
    // A member who types somebody else's address is no better than a guest.
    const other = await addMember();
    const foreign = await send(restocks.POST, { token: other.token, body: { variantId, email: member.email } });
    expect(foreign).toEqual(known);
    expect((await send(restocks.GET, { token: other.token })).body.items).toEqual([]);
  });

  test('loses the link’s worth after 48 hours, and may sign up anew', async () => {
    const variantId = await addVariant({ units: 0 });
    await send(restocks.POST, { body: { variantId, email } });
    const { id } = await db.restockSubscription.findFirstOrThrow({ where: { email } });
    const tooLate = later(new Date(), confirmationMs);
    const refused = await inTransaction((tx) => confirmRestock(tx, { subscriptionId: id, now: tooLate }));
    expect(refused).toEqual({ ok: false, error: { code: 'restock.linkExpired' } });
    expect(unwrap(await inTransaction((tx) => endUnconfirmed(tx, { now: tooLate, limit: 10 })))).toEqual({ ended: 1 });
    expect(await statesOf(email)).toEqual(['ENDED']);
    expect(await db.message.findMany({ select: { state: true } })).toEqual([{ state: 'CANCELLED' }]);
    await send(restocks.POST, { body: { variantId, email } });
    expect(await statesOf(email)).toEqual(['ENDED', 'PENDING_CONFIRMATION']);
  });

  test('gets one mail in ten minutes, whatever is sent at once, and the same answer each time', async () => {
    const variantId = await addVariant({ units: 0 });
    const signUp = () => send(restocks.POST, { body: { variantId, email } });
    const answers = await Promise.all(Array.from({ length: 4 }, signUp));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(await db.message.count()).toBe(1);
    await db.message.updateMany({ data: { createdAt: later(new Date(), -confirmationPauseMs) } });
    await signUp();
    expect(await db.message.count()).toBe(2);
  });

  test('is stopped after a few sign-ups for one address, and from one network', async () => {
    const variantId = await addVariant({ units: 0 });
    for (let count = 0; count < emailSignUpsMax; count++)
      expect((await send(restocks.POST, { body: { variantId, email } })).status).toBe(201);
    const stopped = await send(restocks.POST, { body: { variantId, email } });
    expect(stopped).toMatchObject({ status: 429, body: { code: 'restock.tooManySignUps' } });
    expect(stopped.body.retryAfterSeconds).toBeGreaterThan(0);

    const from = { 'x-forwarded-for': '203.0.113.7' };
    const answers = [];
    for (let count = 0; count <= networkSignUpsMax; count++)
      answers.push(await send(restocks.POST, { body: { variantId, email: `g${count}@mail.example` }, headers: from }));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: networkSignUpsMax }, () => 201), 429]);
  });
});

test('a mail’s link ends its own alert or all of its address, again and again, and no forged one does anything', async () => {
  const email = 'guest@mail.example';
  const variantIds = [await addVariant({ units: 0 }), await addVariant({ units: 0 }), await addVariant({ units: 0 })];
  for (const variantId of variantIds) await send(restocks.POST, { body: { variantId, email } });
  const mail = await db.message.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const token = required(/\/restock-alerts\/end\/([^/\s]+)/.exec(mail.text)?.[1], 'the link that ends');
  expect(mail.unsubscribeUrl).toContain(`/restock-alerts/end/${token}/one-click`);
  const subscriptionId = required(subscriptionOfLink(token, 'end'), 'the subscription of the link');
  expect(subscriptionOfLink(token, 'confirm')).toBeNull();
  const otherLastLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(
    token.slice(-1),
    '',
  );
  for (const letter of otherLastLetters) expect(subscriptionOfLink(token.slice(0, -1) + letter, 'end')).toBeNull();
  expect(subscriptionOfLink(`${newId()}.${token.split('.')[1]}`, 'end')).toBeNull();

  const end = async (scope: 'one' | 'all') =>
    unwrap(await inTransaction((tx) => endRestockByLink(tx, { subscriptionId, scope, now: new Date() }))).endedCount;
  expect(await end('one')).toBe(1);
  expect(await end('one')).toBe(0);
  expect(await statesOf(email)).toEqual(['ENDED', 'PENDING_CONFIRMATION', 'PENDING_CONFIRMATION']);
  expect(await end('all')).toBe(2);
  expect(await db.message.count({ where: { state: 'CANCELLED' } })).toBe(3);
});

test('admins see who waits, take somebody off, and it is in the audit log', async () => {
  const admin = await addMember('ADMIN');
  const [variantId, member] = [await addVariant({ units: 0 }), await addMember()];
  await send(restocks.POST, { token: member.token, body: { variantId } });
  await send(restocks.POST, { body: { variantId, email: 'guest@mail.example' } });
  const listed = await send(adminRestocks.GET, { token: admin.token, search: '?q=guest@mail' });
  expect(listed.body.items).toMatchObject([
    {
      email: 'guest@mail.example',
      state: 'PENDING_CONFIRMATION',
      user: null,
      message: { state: 'WAITING', attempts: 0 },
    },
  ]);
  const counted = await send(adminVariants.GET, { token: admin.token });
  expect(counted.body.items).toMatchObject([{ variantId, waitingCount: 1, pendingCount: 1, notifiedCount: 0 }]);
  const { id } = await db.restockSubscription.findFirstOrThrow({ where: { userId: member.userId } });
  expect(await send(adminRestock.DELETE, { token: admin.token, id })).toMatchObject({ status: 204 });
  expect(await send(adminRestock.DELETE, { token: admin.token, id })).toMatchObject({ status: 404 });
  expect(await db.auditLog.findMany()).toMatchObject([
    { action: 'restock.end', entityId: id, before: { state: 'WAITING' }, after: { state: 'ENDED' } },
  ]);
});

test('who buys within 48 hours of the message counts: a member by the order, a guest by an account with the address', async () => {
  const variantId = await addVariant({ units: 0 });
  const [member, guest, late] = [await addShopper(rich), await addShopper(rich), await addShopper(rich)];
  for (const { userId } of [member, late])
    await send(restocks.POST, { token: await tokenOf(userId), body: { variantId } });
  await send(restocks.POST, { body: { variantId, email: `${guest.userId}@maru.example` } });
  await confirm(`${guest.userId}@maru.example`);
  await move(variantId, 5);
  const now = new Date();
  await tellWaiting({ variantId, clock: () => now, send: async () => ({ type: 'sent' }) });
  for (const [buyer, at] of [
    [member, later(now, 1)],
    [guest, later(now, conversionMs - 1)],
    [late, later(now, conversionMs)],
  ] as const) {
    const cartVersion = await fillCart(buyer, { [variantId]: 1 }, at);
    unwrap(await inTransaction((tx) => placeOrder(tx, checkout(buyer, cartVersion, { now: at }))));
  }

  expect(await readConversion(db, { now })).toEqual({ notifiedCount: 3, boughtCount: 2 });
  const { token } = await addMember('ADMIN');
  const { body } = await send(adminRestocks.GET, { token, search: '?state=NOTIFIED' });
  const bought = body.items.filter((row: { hasBought: boolean }) => row.hasBought);
  expect(bought.map((row: { email: string }) => row.email).sort()).toEqual(
    [member, guest].map(({ userId }) => `${userId}@maru.example`).sort(),
  );
  const waves = await send(adminWaves.GET, { token });
  expect(waves.body.items).toMatchObject([
    { number: 1, size: 3, notifiedCount: 3, boughtCount: 2, endedBy: 'COMPLETE' },
  ]);

  // Neither a line that was given back nor a mail that never arrived led to a sale.
  await db.$executeRaw`UPDATE order_lines SET cancelled_quantity = quantity FROM orders WHERE orders.id = order_id AND user_id = ${member.userId}::uuid`;
  await db.message.updateMany({
    where: { kind: 'RESTOCK', recipient: `${late.userId}@maru.example` },
    data: { state: 'FAILED', sentAt: null },
  });
  expect(await readConversion(db, { now })).toEqual({ notifiedCount: 2, boughtCount: 1 });
});

const rich = { balanceWon: 100_000 };

async function tokenOf(userId: string): Promise<string> {
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
}

async function addMember(role: 'SHOPPER' | 'ADMIN' = 'SHOPPER') {
  const { userId } = await addShopper();
  await db.user.update({ where: { id: userId }, data: { role } });
  return { userId, token: await tokenOf(userId), email: `${userId}@maru.example` };
}

async function confirm(email: string): Promise<void> {
  const { text } = await db.message.findFirstOrThrow({ where: { recipient: email }, orderBy: { id: 'desc' } });
  const token = required(/\/restock-alerts\/confirm\/(\S+)/.exec(text)?.[1], 'the link to confirm');
  const subscriptionId = required(subscriptionOfLink(token, 'confirm'), 'the subscription of the link');
  unwrap(await inTransaction((tx) => confirmRestock(tx, { subscriptionId, now: new Date() })));
}

async function statesOf(email: string): Promise<string[]> {
  const found = await db.restockSubscription.findMany({ where: { email }, orderBy: { id: 'asc' } });
  return found.map(({ state }) => state);
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Call = { token?: string; body?: unknown; id?: string; search?: string; headers?: Record<string, string> };

async function send(handler: Handler, { token, body, id = '', search = '', headers }: Call) {
  const method = body ? 'POST' : handler === restock.DELETE || handler === adminRestock.DELETE ? 'DELETE' : 'GET';
  const request = new Request(`http://localhost:3000/api/v1/x${search}`, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}
