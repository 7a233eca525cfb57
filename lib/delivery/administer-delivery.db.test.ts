import { describe, expect, it } from 'vitest';
import type { Tx } from '@/lib/db/client';
import { testDb } from '@/lib/db/test-database';
import { readingOf } from '@/lib/db/test-plans';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import type { Result } from '@/lib/shared/result';
import { unwrap } from '@/lib/shared/result';
import { changeEndpoint } from './change-endpoint';
import { claimDeliveries } from './claim-deliveries';
import { createEndpoint } from './create-endpoint';
import { getDelivery, listDeliveries } from './delivery-queries';
import { EndpointFields, EndpointView } from './endpoint-model';
import { listEndpoints } from './endpoint-queries';
import { demoEndpointId, ensureDemoEndpoint } from './ensure-demo-endpoint';
import { findEndpointsToWake } from './find-due';
import { DeliveryDetail, DeliveryQuery, DeliveryView } from './model';
import { pumpEndpoint } from './pump-endpoint';
import { retryDelivery } from './retry-delivery';
import type { Answer } from './rules';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder, endLeases } from './test-orders';

const db = testDb();
const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const allowedHosts: string[] = [];
const now = new Date('2026-11-23T01:02:03.456Z');
const inTx = <Value, Failure extends { code: string }>(work: (tx: Tx) => Promise<Result<Value, Failure>>) =>
  inTransaction(work);

const answers = (statusCode: number) => async (): Promise<Answer> => ({
  statusCode,
  errorClass: statusCode < 300 ? null : 'HTTP_5XX',
  error: statusCode < 300 ? null : `The receiver answered ${statusCode}.`,
  responseExcerpt: 'Refuse Street',
  retryAfterMs: null,
  durationMs: 7,
});
const pump = (endpointId: string, statusCode = 200) =>
  pumpEndpoint(db, { endpointId, allowedHosts, send: answers(statusCode) });
const deliveriesOf = (orderId: string) => db.delivery.findMany({ where: { orderId }, orderBy: { sequence: 'asc' } });
const idOf = async (orderId: string, sequence: number) =>
  (await db.delivery.findFirstOrThrow({ where: { orderId, sequence } })).id;

describe('an endpoint', () => {
  const fields = EndpointFields.parse({ name: ' Warehouse ', url: 'https://orders.example.com/in' });

  it('shows its secret at its creation and never again', async () => {
    const made = unwrap(await inTx((tx) => createEndpoint(tx, { actor, fields, allowedHosts, now })));
    expect(made).toMatchObject({
      name: 'Warehouse',
      secret: expect.stringMatching(/^whsec_/),
      paused: false,
      maxAttempts: 9,
    });
    const page = unwrap(await listEndpoints(db, { limit: 10 }));
    expect(page.items).toMatchObject([{ id: made.id, pendingCount: 0, deadCount: 0, oldestPendingAt: null }]);
    expect(EndpointView.strict().parse(page.items[0])).not.toHaveProperty('secret');
    expect(JSON.stringify(await db.auditLog.findMany())).not.toContain(made.secret);
  });

  it('may not lie in a private network, neither when made nor when changed', async () => {
    const url = 'http://169.254.169.254/latest';
    const refusal = { ok: false, error: { code: 'delivery.targetRefused', reason: 'PRIVATE_ADDRESS' } };
    expect(await inTx((tx) => createEndpoint(tx, { actor, fields: { ...fields, url }, allowedHosts, now }))).toEqual(
      refusal,
    );
    const endpointId = await addEndpoint(db);
    expect(await inTx((tx) => changeEndpoint(tx, { actor, endpointId, change: { url }, allowedHosts, now }))).toEqual(
      refusal,
    );
  });

  it('is changed where named, and the log keeps before and after', async () => {
    const endpointId = await addEndpoint(db, { concurrency: 2 });
    const change = { concurrency: 8, paused: true };
    const changed = unwrap(await inTx((tx) => changeEndpoint(tx, { actor, endpointId, change, allowedHosts, now })));
    expect(changed).toMatchObject({ name: 'Warehouse', concurrency: 8, paused: true, pausedAt: now.toISOString() });
    expect(await db.auditLog.findFirst()).toMatchObject({
      actorId: actor.userId,
      action: 'deliveryEndpoint.change',
      entityId: endpointId,
      before: { concurrency: 2, paused: false },
      after: change,
    });
    const again = { actor, endpointId, change: { paused: true }, allowedHosts, now: new Date() };
    expect(unwrap(await inTx((tx) => changeEndpoint(tx, again))).pausedAt).toBe(now.toISOString());
  });

  it('that is unknown is answered as such', async () => {
    const unknown = { ok: false, error: { code: 'delivery.endpointNotFound' } };
    const change = { actor, endpointId: newId(), change: {}, allowedHosts, now };
    expect(await inTx((tx) => changeEndpoint(tx, change))).toEqual(unknown);
  });

  it('of the demo is one row however often the demo starts, and keeps what people changed', async () => {
    const secret = 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0';
    await ensureDemoEndpoint(db, { url: 'http://127.0.0.1:4100', secret });
    await db.deliveryEndpoint.update({ where: { id: demoEndpointId }, data: { concurrency: 1 } });
    await ensureDemoEndpoint(db, { url: 'http://127.0.0.1:4200', secret });
    expect(await db.deliveryEndpoint.findMany()).toMatchObject([{ url: 'http://127.0.0.1:4200', concurrency: 1 }]);
  });

  it('is woken when something is due that nobody is at work on', async () => {
    const [due, paused, working, waiting, blocked] = [
      await addEndpoint(db),
      await addEndpoint(db, { pausedAt: now }),
      await addEndpoint(db),
      await addEndpoint(db, { backoffSeconds: [1_000] }),
      await addEndpoint(db, { maxAttempts: 1 }),
    ];
    const order = await addPaidOrder(db);
    for (const id of [waiting, blocked]) await pump(id, 500);
    await changeTestOrder(db, order);
    await addPaidOrder(db);
    for (const id of [waiting, blocked]) await pump(id, 200);
    await claimDeliveries(db, { endpointId: working, limit: 1 });
    expect(await findEndpointsToWake(db)).toEqual([due]);
    await endLeases();
    await db.deliveryEndpoint.update({ where: { id: paused }, data: { pausedAt: null } });
    expect(await findEndpointsToWake(db)).toEqual([due, paused, working]);
  });
});

describe('retrying', () => {
  const retry = (deliveryId: string) => inTx((tx) => retryDelivery(tx, { actor, deliveryId }));

  it('a dead delivery gives it a new round, keeps its attempts and lets the later ones go', async () => {
    const endpointId = await addEndpoint(db, { maxAttempts: 2 });
    const order = await addPaidOrder(db);
    await changeTestOrder(db, order);
    expect(await pump(endpointId, 500)).toMatchObject({ failed: 1, dead: 1 });
    expect(unwrap(await retry(await idOf(order, 1)))).toMatchObject({
      state: 'PENDING',
      attemptCount: 2,
      settledAt: null,
    });
    expect(await pump(endpointId, 500)).toMatchObject({ failed: 1, dead: 1 });
    unwrap(await retry(await idOf(order, 1)));
    expect(await pump(endpointId)).toMatchObject({ delivered: 2 });
    const detail = unwrap(await getDelivery(db, await idOf(order, 1)));
    expect(detail.attempts.map((attempt) => attempt.number)).toEqual([5, 4, 3, 2, 1]);
    expect(await db.auditLog.count({ where: { action: 'delivery.retry' } })).toBe(2);
  });

  it('is refused while it is being sent, when it is settled, and when an earlier one is the one to retry', async () => {
    const endpointId = await addEndpoint(db, { maxAttempts: 1 });
    const order = await addPaidOrder(db);
    await changeTestOrder(db, order);
    const [first, second] = [await idOf(order, 1), await idOf(order, 2)];
    await claimDeliveries(db, { endpointId, limit: 1 });
    expect(await retry(first)).toEqual({ ok: false, error: { code: 'delivery.beingSent' } });
    await endLeases();
    await pump(endpointId, 500);
    expect(await retry(second)).toEqual({ ok: false, error: { code: 'delivery.notRetryable', state: 'BLOCKED' } });
    unwrap(await retry(first));
    await pump(endpointId);
    expect(await retry(first)).toEqual({ ok: false, error: { code: 'delivery.notRetryable', state: 'DELIVERED' } });
    expect(await retry(newId())).toEqual({ ok: false, error: { code: 'delivery.notFound' } });
  });

  it('a waiting one makes it due now', async () => {
    const endpointId = await addEndpoint(db, { backoffSeconds: [1_000] });
    const order = await addPaidOrder(db);
    await pump(endpointId, 500);
    expect(await pump(endpointId)).toMatchObject({ delivered: 0 });
    unwrap(await retry(await idOf(order, 1)));
    expect(await pump(endpointId)).toMatchObject({ delivered: 1 });
  });

  it('by twenty at once ends in one state and one attempt', async () => {
    const endpointId = await addEndpoint(db, { maxAttempts: 1 });
    const order = await addPaidOrder(db);
    await pump(endpointId, 500);
    const id = await idOf(order, 1);
    const results = await Promise.all(Array.from({ length: 20 }, () => retry(id)));
    expect(results.every((result) => result.ok)).toBe(true);
    await Promise.all([pump(endpointId), pump(endpointId)]);
    expect(await db.deliveryAttempt.count()).toBe(2);
    expect(await deliveriesOf(order)).toMatchObject([{ state: 'DELIVERED' }]);
  });
});

describe('the list', () => {
  const list = async (query: object) => unwrap(await listDeliveries(db, DeliveryQuery.parse(query)));

  it('is filtered by what is shown: state, class, order, endpoint, time and number', async () => {
    const endpointId = await addEndpoint(db, { maxAttempts: 1, name: 'Strict' });
    await addEndpoint(db, { name: 'Quiet', pausedAt: now });
    const order = await addPaidOrder(db);
    await pump(endpointId, 500);
    await changeTestOrder(db, order);
    const other = await addPaidOrder(db);
    await pump(endpointId);

    const found = async (query: object) =>
      (await list(query)).items.map(
        (item) => `${item.endpoint.name} ${item.orderId === order ? 'A' : 'B'}${item.sequence} ${item.state}`,
      );
    expect((await found({})).sort()).toEqual([
      'Quiet A1 PENDING',
      'Quiet A2 PENDING',
      'Quiet B1 PENDING',
      'Strict A1 DEAD',
      'Strict A2 BLOCKED',
      'Strict B1 DELIVERED',
    ]);
    const paused = (await list({})).items.filter((item) => item.endpoint.paused);
    expect(new Set(paused.map((item) => item.endpoint.name))).toEqual(new Set(['Quiet']));
    await db.deliveryGate.update({ where: { endpointId }, data: { breaker: 'OPEN', isForced: true } });
    const cutOff = (await list({})).items.filter((item) => item.endpoint.breaker === 'OPEN');
    expect(new Set(cutOff.map((item) => item.endpoint.name))).toEqual(new Set(['Strict']));
    await db.deliveryGate.update({ where: { endpointId }, data: { breaker: 'CLOSED', isForced: false } });
    expect(await found({ state: 'BLOCKED' })).toEqual(['Strict A2 BLOCKED']);
    expect(await found({ state: 'PENDING', orderId: other })).toEqual(['Quiet B1 PENDING']);
    expect(await found({ errorClass: 'HTTP_5XX' })).toEqual(['Strict A1 DEAD']);
    expect(await found({ endpointId, state: 'DELIVERED' })).toEqual(['Strict B1 DELIVERED']);
    const { number } = await db.order.findUniqueOrThrow({ where: { id: other } });
    expect(await found({ q: number.slice(2).toLowerCase(), endpointId })).toEqual(['Strict B1 DELIVERED']);
    expect(await found({ q: '%' })).toEqual([]);
    expect(await found({ from: '2999-01-01T00:00:00Z' })).toEqual([]);
    const dead = await db.delivery.findFirstOrThrow({ where: { state: 'DEAD' } });
    await inTransaction((tx) => retryDelivery(tx, { actor, deliveryId: dead.id }));
    await pump(endpointId);
    // What failed and arrived later is found by how it failed.
    expect(await found({ errorClass: 'HTTP_5XX', orderId: order })).toEqual(['Strict A1 DELIVERED']);
    expect(await found({ to: '2999-01-01T00:00:00Z', orderId: other, endpointId })).toHaveLength(1);
  });

  it('looks up the lines of what it shows, and of what is dead, not of all that waits', async () => {
    const endpointId = await addEndpoint(db);
    await addBacklog(db, endpointId, 1_000);
    const order = await addPaidOrder(db);
    await changeTestOrder(db, order);
    const [dead, behind] = [await idOf(order, 1), await idOf(order, 2)];
    await db.delivery.update({ where: { id: dead }, data: { state: 'DEAD', settledAt: now } });
    for (const filter of [{}, { endpointId }]) {
      const page = (state: string) => DeliveryQuery.parse({ ...filter, state, limit: 10 });
      const lookedUp = async (state: string) =>
        (await readingOf(db, (spy) => listDeliveries(spy, page(state)))).parts
          .filter(({ node }) => node === 'Function Scan')
          .reduce((sum, { rowsRead }) => sum + rowsRead, 0);
      expect(await lookedUp('BLOCKED')).toBeLessThan(30);
      expect(await lookedUp('PENDING')).toBeLessThan(30);
      expect((await list(page('BLOCKED'))).items.map(({ id, state }) => [id, state])).toEqual([[behind, 'BLOCKED']]);
      expect((await list({ ...page('PENDING'), orderId: order })).items).toEqual([]);
      expect((await list(page('PENDING'))).items.map(({ state }) => state)).toEqual(Array(10).fill('PENDING'));
    }
  });

  it('shows each delivery once over its pages, newest first', async () => {
    await addEndpoint(db);
    for (let count = 0; count < 7; count++) await addPaidOrder(db);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: 3, ...(cursor && { cursor }) });
      for (const item of page.items) seen.push(DeliveryView.strict().parse(item).id);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe(7);
    expect(await listDeliveries(db, DeliveryQuery.parse({ cursor: 'nonsense' }))).toMatchObject({
      error: { code: 'http.badCursor' },
    });
  });

  it('leads to the request as it was sent and what came back', async () => {
    const endpointId = await addEndpoint(db);
    const order = await addPaidOrder(db);
    let sent = '';
    await pumpEndpoint(db, {
      endpointId,
      allowedHosts,
      send: (delivery) =>
        answers(200)().finally(() => {
          sent = delivery.body;
        }),
    });
    const detail = DeliveryDetail.strict().parse(unwrap(await getDelivery(db, await idOf(order, 1))));
    expect(detail.requestBody).toBe(sent);
    expect(detail).toMatchObject({ state: 'DELIVERED', sending: false, nextAttemptAt: null, allowedActions: [] });
    expect(detail.attempts).toMatchObject([
      { number: 1, statusCode: 200, responseExcerpt: 'Refuse Street', durationMs: 7 },
    ]);
  });
});

describe('the database refuses', () => {
  it.each([
    ['a lease without an end', `UPDATE deliveries SET lease_token = gen_random_uuid()`],
    ['a settled delivery without its moment', `UPDATE deliveries SET state = 'DELIVERED'`],
    [
      'a lease on what is settled',
      `UPDATE deliveries SET state = 'DEAD', settled_at = now(), lease_token = gen_random_uuid(), lease_until = now()`,
    ],
    ['a sequence before the first', 'UPDATE deliveries SET sequence = 0'],
    ['a sequence that follows itself', 'UPDATE deliveries SET previous_sequence = sequence'],
    ['an endpoint that never tries', 'UPDATE delivery_endpoints SET max_attempts = 0'],
    ['an endpoint without a backoff', `UPDATE delivery_endpoints SET backoff_seconds = '{}'`],
    ['a removed endpoint that may be sent to', 'UPDATE delivery_endpoints SET removed_at = now()'],
    ['a changed attempt', 'UPDATE delivery_attempts SET number = 2'],
  ])('%s', async (_, statement) => {
    const endpointId = await addEndpoint(db);
    const order = await addPaidOrder(db);
    await pump(endpointId, 200);
    await changeTestOrder(db, order);
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/constraint|append-only/);
  });
});
