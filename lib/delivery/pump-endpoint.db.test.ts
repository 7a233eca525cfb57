import { EventEmitter, once } from 'node:events';
import { describe, expect, it, test, vi } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { required } from '@/lib/shared/invariant';
import { callEnd } from './breaker-rules';
import { claimDeliveries } from './claim-deliveries';
import { findEndpointsToWake } from './find-due';
import { type PumpEndpoint, pumpEndpoint } from './pump-endpoint';
import { recordCalls } from './record-calls';
import { type Answer, decideOutcome, deliveryBody } from './rules';
import { sendDelivery } from './send-delivery';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder, closeBreakers, endLeases } from './test-orders';
import { testReceiver } from './test-receiver';

const db = testDb();
const receiver = await testReceiver();

type Options = Parameters<typeof addEndpoint>[1];
const endpoint = (options: Options = {}) =>
  addEndpoint(db, { url: receiver.url(), secret: receiver.secret, ...options });
const pump = (endpointId: string, options: Partial<PumpEndpoint> = {}) =>
  pumpEndpoint(db, { endpointId, allowedHosts: receiver.allowedHosts(), random: () => 0.5, ...options });
const states = async () =>
  (await db.delivery.findMany({ orderBy: [{ orderId: 'asc' }, { sequence: 'asc' }] })).map(
    (delivery) => delivery.state,
  );

describe('a pump', () => {
  it('delivers what is due, in the order of each order, signed', async () => {
    const id = await endpoint();
    const orders = await Promise.all([1, 2, 3].map(() => addPaidOrder(db)));
    for (const order of orders) for (const _ of [2, 3, 4]) await changeTestOrder(db, order);

    expect(await pump(id)).toEqual({ delivered: 12, failed: 0, dead: 0, late: 0, nextDueInMs: null });

    const { items, ...counts } = await receiver.log();
    expect(counts).toEqual({ total: 12, duplicates: 0, rejected: 0 });
    for (const order of orders) {
      const own = items.filter((item) => item.orderId === order);
      expect(own.map((item) => [item.previousSequence, item.sequence])).toEqual([
        [null, 1],
        [1, 2],
        [2, 3],
        [3, 4],
      ]);
    }
    expect(items.filter((item) => item.anomaly)).toEqual([]);
  });

  it('sends at most `concurrency` at once', async () => {
    const id = await endpoint({ concurrency: 3 });
    for (let count = 0; count < 8; count++) await addPaidOrder(db);
    let underWay = 0;
    let most = 0;
    const send: typeof sendDelivery = async (delivery) => {
      most = Math.max(most, ++underWay);
      return sendDelivery(delivery).finally(() => underWay--);
    };
    expect(await pump(id, { send })).toMatchObject({ delivered: 8 });
    expect(most).toBe(3);
  });

  it('never sends one delivery twice at a time, with several of them at work', async () => {
    const id = await endpoint();
    const orders = await Promise.all(Array.from({ length: 20 }, () => addPaidOrder(db)));
    for (const order of orders) await changeTestOrder(db, order);
    await receiver.setFaults({ latencyMs: 5 });
    const reports = await Promise.all([pump(id), pump(id), pump(id)]);
    expect(reports.reduce((sum, report) => sum + report.delivered, 0)).toBe(40);
    const { total, duplicates, items } = await receiver.log();
    expect({ total, duplicates, anomalies: items.filter((item) => item.anomaly) }).toEqual({
      total: 40,
      duplicates: 0,
      anomalies: [],
    });
  });

  it('stops claiming when its time is over and says that more is due', async () => {
    const id = await endpoint({ concurrency: 1 });
    for (let count = 0; count < 5; count++) await addPaidOrder(db);
    await receiver.setFaults({ latencyMs: 60 });
    const report = await pump(id, { forMs: 50 });
    expect(report).toEqual({ delivered: 1, failed: 0, dead: 0, late: 0, nextDueInMs: 0 });
  });

  it('waits for no call that hangs when its time is over: another goes on, and the end of the call is written when it comes', async () => {
    const id = await endpoint({ concurrency: 2 });
    const [hanging] = [await addPaidOrder(db), await addPaidOrder(db)];
    const hold = new EventEmitter();
    const send: typeof sendDelivery = async (delivery) => {
      if (delivery.body.includes(hanging)) await once(hold, 'over');
      return sendDelivery(delivery);
    };
    const onLateEnd = vi.fn();
    expect(await pump(id, { send, onLateEnd, forMs: 300 })).toMatchObject({ delivered: 1 });
    await addPaidOrder(db);
    expect(await findEndpointsToWake(db)).toEqual([id]);
    expect(await pump(id, { forMs: 300 })).toMatchObject({ delivered: 1 });
    expect(onLateEnd).not.toHaveBeenCalled();
    hold.emit('over');
    await vi.waitFor(() => expect(onLateEnd).toHaveBeenCalledOnce(), { timeout: 10_000 });
    expect(await states()).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']);
    expect(await receiver.log()).toMatchObject({ total: 3, duplicates: 0 });
  });

  it('sends nothing to a paused endpoint, whose deliveries are collected', async () => {
    const id = await endpoint({ pausedAt: new Date() });
    await addPaidOrder(db);
    expect(await pump(id)).toMatchObject({ delivered: 0, nextDueInMs: null });
    expect(await states()).toEqual(['PENDING']);
    await db.deliveryEndpoint.update({ where: { id }, data: { pausedAt: null } });
    expect(await pump(id)).toMatchObject({ delivered: 1 });
  });

  it('hands an endpoint only the types that it wants, and tells the sequence before', async () => {
    const id = await endpoint({ types: ['order.paid', 'order.cancelled'] });
    const order = await addPaidOrder(db);
    await changeTestOrder(db, order);
    await changeTestOrder(db, order, 'order.cancelled');
    await pump(id);
    const { items } = await receiver.log();
    expect(items.map((item) => [item.previousSequence, item.sequence])).toEqual([
      [null, 1],
      [1, 3],
    ]);
  });
});

it('claims at once from a long backlog, before the tables’ statistics know of it', async () => {
  const endpointId = await endpoint();
  await addBacklog(db, endpointId, 5_000);
  expect(await findEndpointsToWake(db)).toEqual([endpointId]);
  for (let count = 0; count < 20; count++) expect(await claimDeliveries(db, { endpointId, limit: 4 })).toHaveLength(4);
}, 60_000);

it('with all places taken by a sender who was killed comes back when its lease ends, not over and over', async () => {
  const endpointId = await endpoint({ concurrency: 1 });
  await addPaidOrder(db);
  await addPaidOrder(db);
  expect(await claimDeliveries(db, { endpointId, limit: 1 })).toHaveLength(1);
  const { delivered, nextDueInMs } = await pump(endpointId);
  expect(delivered).toBe(0);
  expect(nextDueInMs).toBeGreaterThan(10_000);
});

describe('failures', () => {
  it('are tried again until they succeed, with the same id and bytes, and every try is kept', async () => {
    const id = await endpoint();
    await addPaidOrder(db);
    await receiver.setFaults({
      status: { value: 503, count: 1, retryAfterSeconds: 0 },
      dropBefore: { count: 1 },
      dropAfter: { count: 1 },
    });
    expect(await pump(id)).toMatchObject({ delivered: 1, failed: 3 });
    const attempts = await db.deliveryAttempt.findMany({ orderBy: { number: 'asc' } });
    expect(attempts.map(({ number, statusCode, errorClass }) => [number, statusCode, errorClass])).toEqual([
      [1, null, 'NETWORK'],
      [2, 503, 'HTTP_5XX'],
      [3, null, 'NETWORK'],
      [4, 200, null],
    ]);
    const { total, duplicates, items } = await receiver.log();
    expect({ total, duplicates, otherBytes: items[0]?.duplicatesWithOtherBytes }).toEqual({
      total: 1,
      duplicates: 1,
      otherBytes: 0,
    });
  });

  it('end in DEAD after the last attempt, and later sequences of that order wait while other orders go on', async () => {
    const id = await endpoint({ maxAttempts: 2, concurrency: 1 });
    const stuck = await addPaidOrder(db);
    await receiver.setFaults({ status: 500, count: 2 });
    expect(await pump(id)).toMatchObject({ dead: 1, failed: 1 });
    await changeTestOrder(db, stuck);
    const other = await addPaidOrder(db);
    expect(await pump(id)).toEqual({ delivered: 1, failed: 0, dead: 0, late: 0, nextDueInMs: null });
    const { items } = await receiver.log();
    expect(items.map((item) => item.orderId)).toEqual([other]);
    expect(await db.delivery.findMany({ where: { orderId: stuck }, orderBy: { sequence: 'asc' } })).toMatchObject([
      { state: 'DEAD', attemptCount: 2, lastErrorClass: 'HTTP_5XX' },
      { state: 'PENDING', attemptCount: 0 },
    ]);
  });

  it('wait for the backoff, and the pump says how long', async () => {
    const id = await endpoint({ backoffSeconds: [40] });
    await addPaidOrder(db);
    await receiver.setFaults({ status: 500 });
    const { nextDueInMs, ...report } = await pump(id);
    expect(report).toEqual({ delivered: 0, failed: 1, dead: 0, late: 0 });
    expect(nextDueInMs).toBeGreaterThan(15_000);
    expect(nextDueInMs).toBeLessThanOrEqual(20_000);
  });

  it('honour Retry-After, whatever the backoff', async () => {
    const id = await endpoint({ backoffSeconds: [0] });
    await addPaidOrder(db);
    await receiver.setFaults({ status: 429, retryAfterSeconds: 30 });
    const { nextDueInMs } = await pump(id);
    expect(nextDueInMs).toBeGreaterThan(25_000);
    expect(await db.delivery.findFirst()).toMatchObject({ lastErrorClass: 'RATE_LIMITED' });
  });

  test.each([
    [429, 'RATE_LIMITED'],
    [410, 'HTTP_4XX'],
    [500, 'HTTP_5XX'],
  ] as const)(
    'of an address that the endpoint no longer has are the delivery’s only: %d',
    async (statusCode, errorClass) => {
      const id = await endpoint({ concurrency: 1, timeoutMs: 60_000 });
      await addPaidOrder(db);
      const send = async (): Promise<Answer> => {
        await db.deliveryEndpoint.update({ where: { id }, data: { url: 'http://127.0.0.1:9/new' } });
        return {
          ...{ statusCode, errorClass, error: 'Later.', responseExcerpt: null, durationMs: 1 },
          retryAfterMs: 3_600_000,
        };
      };
      await pumpEndpoint(db, { endpointId: id, allowedHosts: [], send, forMs: 0 });
      const gate = { throttledUntil: null, breaker: 'CLOSED', rateShare: 1 };
      expect(await db.deliveryGate.findUnique({ where: { endpointId: id } })).toMatchObject(gate);
      expect(await db.deliveryEndpoint.findUnique({ where: { id } })).toMatchObject({ pausedAt: null, isGone: false });
      expect(await db.deliveryCallCount.count()).toBe(0);
      expect(await db.delivery.findFirst()).toMatchObject({ lastErrorClass: errorClass });
    },
  );

  it('pause the endpoint at 410', async () => {
    const id = await endpoint();
    await addPaidOrder(db);
    await receiver.setFaults({ status: 410, count: 1 });
    const onTrouble = vi.fn();
    await pump(id, { onTrouble });
    expect(onTrouble).toHaveBeenCalledOnce();
    const gone = { pausedAt: expect.any(Date), isGone: true };
    expect(await db.deliveryEndpoint.findUnique({ where: { id } })).toMatchObject(gone);
    expect(await pump(id)).toMatchObject({ delivered: 0 });
    expect(await states()).toEqual(['PENDING']);
  });

  it('include silence, an address that is not allowed and a refused connection', async () => {
    const silent = await endpoint({ timeoutMs: 100, maxAttempts: 1 });
    const refusing = await endpoint({ url: 'http://127.0.0.1:9/', maxAttempts: 1 });
    const forbidden = await endpoint({ url: 'http://localhost:9/', maxAttempts: 1 });
    await addPaidOrder(db);
    await receiver.setFaults({ timeout: true });
    const allowedHosts = [...receiver.allowedHosts(), '127.0.0.1:9'];
    for (const id of [silent, refusing, forbidden]) await pump(id, { allowedHosts });
    const found = await db.delivery.findMany();
    const by = (endpointId: string) => found.find((delivery) => delivery.endpointId === endpointId);
    expect(by(silent)).toMatchObject({
      state: 'DEAD',
      lastErrorClass: 'TIMEOUT',
      lastError: 'No answer within 100 ms.',
    });
    expect(by(refusing)).toMatchObject({ state: 'DEAD', lastErrorClass: 'NETWORK' });
    expect(by(forbidden)?.lastError).toBe('This address may not be reached: PRIVATE_ADDRESS.');
  });
});

describe('after a crash', () => {
  it('between sending and recording, the same id and bytes are sent again and applied once', async () => {
    const id = await endpoint();
    await addPaidOrder(db);
    const [claimed] = await claimDeliveries(db, { endpointId: id, limit: 1 });
    const delivery = required(claimed, 'the claimed delivery');
    await sendDelivery({
      ...delivery,
      secrets: [receiver.secret],
      body: deliveryBody(delivery),
      allowedHosts: receiver.allowedHosts(),
    });

    expect(await pump(id)).toMatchObject({ delivered: 0 });
    await endLeases();
    expect(await pump(id)).toMatchObject({ delivered: 1 });
    const { total, duplicates, items } = await receiver.log();
    expect({ total, duplicates, otherBytes: items[0]?.duplicatesWithOtherBytes }).toEqual({
      total: 1,
      duplicates: 1,
      otherBytes: 0,
    });
  });

  it('a late sender under an old lease changes nothing', async () => {
    const id = await endpoint();
    await addPaidOrder(db);
    const [late] = await claimDeliveries(db, { endpointId: id, limit: 1 });
    await endLeases();
    const [present] = await claimDeliveries(db, { endpointId: id, limit: 1 });
    const before = await db.delivery.findFirst();
    for (const errorClass of [null, 'TIMEOUT'] as const) {
      const answer = {
        statusCode: null,
        errorClass,
        error: null,
        responseExcerpt: null,
        retryAfterMs: null,
        durationMs: 1,
      };
      const outcome = decideOutcome(answer, { attemptCount: 0, maxAttempts: 1, backoffSeconds: [0] }, 0);
      const { leaseToken } = required(late, 'the late claim');
      const end = callEnd(answer, false);
      const deliveries = [{ deliveryId: required(present, 'claim').id, answer, outcome }];
      const recorded = await recordCalls(db, id, [
        { leaseToken, url: 'http://receiver.example/', batchId: null, end, deliveries },
      ]);
      expect(recorded).toEqual([{ own: new Set(), turned: false, freed: false }]);
    }
    expect(await db.delivery.findFirst()).toEqual(before);
    expect(await db.deliveryAttempt.count()).toBe(0);
    expect(await db.deliveryCallCount.count()).toBe(0);
  });

  it('of the receiver, what it had acknowledged is there and the rest follows', async () => {
    const id = await endpoint({ maxAttempts: 50 });
    for (let count = 0; count < 30; count++) await changeTestOrder(db, await addPaidOrder(db));
    await receiver.setFaults({ latencyMs: 5, dropAfter: { rate: 0.1 } });
    const pumping = pump(id, { random: () => 0 });
    await waitFor(async () => (await receiver.log()).total >= 10);
    const before = await receiver.log();
    await receiver.kill();
    await receiver.start();
    await pumping;
    await closeBreakers();
    await db.$executeRaw`UPDATE deliveries SET state = 'PENDING', settled_at = NULL, attempt_count = 0 WHERE state = 'DEAD'`;
    await pump(id);
    const after = await receiver.log();
    expect(after.total).toBe(60);
    expect(after.items.slice(0, before.items.length).map((item) => item.webhookId)).toEqual(
      before.items.map((item) => item.webhookId),
    );
    expect(after.items.filter((item) => item.anomaly || item.duplicatesWithOtherBytes > 0)).toEqual([]);
    expect(new Set(await states())).toEqual(new Set(['DELIVERED']));
  });
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
