import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { admitCalls } from './admit-calls';
import { type CallEnd, rampShare } from './breaker-rules';
import { changeGate } from './change-gate';
import { findEndpointsToWake, findNextDueInMs } from './find-due';
import { type PumpEndpoint, pumpEndpoint } from './pump-endpoint';
import { recordCalls } from './record-calls';
import { returnCalls } from './return-calls';
import { addBacklog, addEndpoint, addPaidOrder } from './test-orders';
import { testReceiver } from './test-receiver';

const db = testDb();
const receiver = await testReceiver();

type Options = Parameters<typeof addEndpoint>[1];
const endpoint = (options: Options = {}) =>
  addEndpoint(db, { url: receiver.url(), secret: receiver.secret, ...options });
const pump = (endpointId: string, options: Partial<PumpEndpoint> = {}) =>
  pumpEndpoint(db, { endpointId, allowedHosts: receiver.allowedHosts(), random: () => 0.5, ...options });
const gateOf = (endpointId: string) => db.deliveryGate.findUniqueOrThrow({ where: { endpointId } });
const eventsOf = async (endpointId: string) =>
  (await db.deliveryBreakerEvent.findMany({ where: { endpointId }, orderBy: { id: 'asc' } })).map(
    ({ fromState, toState, cause }) => `${fromState} ${toState} ${cause}`,
  );
/** As when the time for which it is open has passed. */
const endWait = (endpointId: string) =>
  db.deliveryGate.update({ where: { endpointId }, data: { probeAt: new Date(0) } });
const addOrders = async (count: number) => {
  for (let order = 0; order < count; order++) await addPaidOrder(db);
};

describe('the rate', () => {
  it('of 50 a second holds with three pumps at work', async () => {
    const id = await endpoint({ ratePerSecond: 50, concurrency: 64 });
    await addBacklog(db, id, 100);
    const startedAt = performance.now();
    const reports = await Promise.all([1, 2, 3].map(() => pump(id, { forMs: 2_400 })));
    const seconds = (performance.now() - startedAt) / 1_000;
    const delivered = reports.reduce((sum, report) => sum + report.delivered, 0);
    expect(delivered).toBeLessThanOrEqual(seconds * 50 + 6);
    // How close they come is a matter for the benchmark: a busy machine is late.
    expect(delivered).toBeGreaterThan(seconds * 50 * 0.2);
    expect(await receiver.log()).toMatchObject({ total: delivered, duplicates: 0 });
  });

  it('gives leave once, however many ask at the same moment, and takes back what was not used', async () => {
    const id = await endpoint({ ratePerSecond: 1, concurrency: 64 });
    await db.deliveryGate.update({ where: { endpointId: id }, data: { tokens: 1, rateShare: 1 / 64 } });
    const ask = () => admitCalls(db, { endpointId: id, wanted: 5 });
    const leaves = await Promise.all(Array.from({ length: 10 }, ask));
    expect(leaves.reduce((sum, leave) => sum + (leave?.calls ?? 0), 0)).toBe(1);
    expect((await ask())?.waitMs).toBeGreaterThan(10_000);
    await returnCalls(db, { endpointId: id, calls: 1, isProbe: false });
    expect(await ask()).toMatchObject({ calls: 1 });
  });

  it('is halved by a 429 and the endpoint left alone for as long as it asks', async () => {
    const id = await endpoint();
    await db.deliveryGate.update({ where: { endpointId: id }, data: { shareChangedAt: new Date(0) } });
    // Of others that leave with it the answers would raise the rate again.
    await addOrders(1);
    await receiver.setFaults({ status: 429, count: 1, retryAfterSeconds: 30 });
    const { nextDueInMs } = await pump(id);
    expect(nextDueInMs).toBeGreaterThan(25_000);
    expect(await gateOf(id)).toMatchObject({ rateShare: 0.5, breaker: 'CLOSED' });
    await addOrders(2);
    expect(await pump(id)).toMatchObject({ delivered: 0, failed: 0 });
    expect(await receiver.log()).toMatchObject({ total: 0 });
    expect(await findEndpointsToWake(db)).toEqual([]);
  });
});

describe('a breaker', () => {
  const broken = { maxAttempts: 100, backoffSeconds: [0] };

  it('opens when half of ten calls failed, and then nothing is attempted', async () => {
    const id = await endpoint(broken);
    await addOrders(20);
    await receiver.setFaults({ status: 500 });
    const report = await pump(id, { random: () => 0 });
    expect(report.failed).toBeGreaterThanOrEqual(10);
    expect(report.failed).toBeLessThanOrEqual(20);
    expect(report.nextDueInMs).toBeGreaterThan(25_000);
    expect(await eventsOf(id)).toEqual(['CLOSED OPEN FAILURES']);
    expect(await pump(id)).toMatchObject({ delivered: 0, failed: 0 });
    expect(await findEndpointsToWake(db)).toEqual([]);
    expect(await db.deliveryAttempt.count()).toBe(report.failed);
  });

  it('is probed by one call at a time, which spends no attempt, and waits twice as long when that fails', async () => {
    const id = await endpoint(broken);
    await addOrders(12);
    await receiver.setFaults({ status: 500 });
    const { failed } = await pump(id, { random: () => 0 });
    const before = await db.delivery.aggregate({ _sum: { attemptCount: true } });
    await endWait(id);
    const reports = await Promise.all([pump(id), pump(id), pump(id)]);
    expect(reports.reduce((sum, report) => sum + report.failed, 0)).toBe(1);
    expect(await db.deliveryAttempt.count({ where: { isProbe: true } })).toBe(1);
    expect(await db.deliveryAttempt.count()).toBe(failed + 1);
    expect(await db.delivery.aggregate({ _sum: { attemptCount: true } })).toEqual(before);
    expect(await eventsOf(id)).toEqual([
      'CLOSED OPEN FAILURES',
      'OPEN HALF_OPEN WAITED',
      'HALF_OPEN OPEN PROBE_FAILED',
    ]);
    const { openCount, probeAt, breakerChangedAt } = await gateOf(id);
    expect(openCount).toBe(2);
    expect((probeAt?.getTime() ?? 0) - breakerChangedAt.getTime()).toBeGreaterThan(59_000);
  });

  it('closes by a probe that is answered, and the rate comes back bit by bit', async () => {
    const id = await endpoint({ ...broken, concurrency: 10 });
    await addOrders(12);
    await receiver.setFaults({ status: 500, count: 10 });
    await pump(id, { random: () => 0 });
    await endWait(id);
    const admission = await admitCalls(db, { endpointId: id, wanted: 10 });
    expect(admission).toMatchObject({ calls: 1, isProbe: true });
    expect(await admitCalls(db, { endpointId: id, wanted: 10 })).toMatchObject({ calls: 0 });
    await returnCalls(db, { endpointId: id, calls: 1, isProbe: true });
    await pump(id, { forMs: 0 });
    expect(await gateOf(id)).toMatchObject({ breaker: 'CLOSED', openCount: 0, rateShare: rampShare });
    // A tenth of the concurrency, too.
    expect(await admitCalls(db, { endpointId: id, wanted: 10 })).toMatchObject({ calls: 1, isProbe: false });
    await db.deliveryGate.update({ where: { endpointId: id }, data: { shareChangedAt: new Date(0) } });
    await pump(id);
    expect((await gateOf(id)).rateShare).toBeGreaterThan(rampShare);
    expect(await db.delivery.count({ where: { state: 'DELIVERED' } })).toBe(12);
  });

  it('that a person holds open stays so, until a person closes it', async () => {
    const id = await endpoint();
    await addOrders(1);
    await db.deliveryGate.update({ where: { endpointId: id }, data: { breaker: 'OPEN', isForced: true } });
    expect(await pump(id)).toMatchObject({ delivered: 0, nextDueInMs: null });
    expect(await findEndpointsToWake(db)).toEqual([]);
    await db.deliveryGate.update({ where: { endpointId: id }, data: { breaker: 'CLOSED', isForced: false } });
    expect(await findEndpointsToWake(db)).toEqual([id]);
    expect(await pump(id)).toMatchObject({ delivered: 1 });
  });

  it('opens once when many find out at the same moment', async () => {
    const id = await endpoint();
    const settings = { concurrency: 4, ratePerSecond: 50, timeoutMs: 10_000 };
    const seen = {
      ...settings,
      openCount: 0,
      rateShare: 1,
      shareAgeMs: 0,
      mark: 'another',
      breaker: 'CLOSED',
    } as const;
    const end: CallEnd = { isFailure: true, hangs: false, isRateLimited: false, isProbe: false, retryAfterMs: null };
    const counts = { callCount: 10, failedCount: 10 };
    await Promise.all(Array.from({ length: 10 }, () => changeGate(db, { endpointId: id, ends: [end], counts, seen })));
    expect(await eventsOf(id)).toEqual(['CLOSED OPEN FAILURES']);
    expect(await db.deliveryBreakerEvent.findFirst()).toMatchObject(counts);
  });

  it('is judged by what all processes counted', async () => {
    const id = await endpoint(broken);
    await addOrders(10);
    await receiver.setFaults({ status: 500 });
    await Promise.all([1, 2, 3, 4, 5].map(() => pump(id, { random: () => 0 })));
    expect(await gateOf(id)).toMatchObject({ breaker: 'OPEN' });
    expect(await eventsOf(id)).toEqual(['CLOSED OPEN FAILURES']);
    expect(await recordCalls(db, id, [])).toEqual([]);
    expect(await findNextDueInMs(db, id)).toBeGreaterThan(20_000);
  });
});
