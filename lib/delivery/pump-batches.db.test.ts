import { describe, expect, it, vi } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { unwrap } from '@/lib/shared/result';
import { claimDeliveries } from './claim-deliveries';
import { newSecret } from './endpoint-secret';
import { pumpEndpoint } from './pump-endpoint';
import { releaseDeliveries } from './release-deliveries';
import { retryDelivery } from './retry-delivery';
import type { SendDelivery } from './send-delivery';
import { sendDelivery } from './send-delivery';
import { supersedeDeliveries } from './supersede-deliveries';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder, endLeases } from './test-orders';
import { testReceiver } from './test-receiver';

const db = testDb();
const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const receiver = await testReceiver();

type Options = Parameters<typeof addEndpoint>[1];
const endpoint = (options: Options = {}) =>
  addEndpoint(db, { url: receiver.url(), secret: receiver.secret, ...options });
/** Sends for real and keeps what was sent. */
function recorder() {
  const sent: SendDelivery[] = [];
  const send: typeof sendDelivery = (delivery) => {
    sent.push(delivery);
    return sendDelivery(delivery);
  };
  return { sent, send };
}
const pump = (endpointId: string, send: typeof sendDelivery = sendDelivery) =>
  pumpEndpoint(db, { endpointId, allowedHosts: receiver.allowedHosts(), send, random: () => 0 });
const itemIds = ({ body }: SendDelivery) => (JSON.parse(body) as { items: { id: string }[] }).items.map(({ id }) => id);

describe('a batch', () => {
  const batches: Options = { mode: 'BATCH', batchSize: 10, batchWaitMs: 0 };

  it('carries heads of line up to its size, in order order by order, each with the bytes it would have alone', async () => {
    const id = await endpoint({ ...batches, concurrency: 1 });
    await addBacklog(db, id, 15);
    const { sent, send } = recorder();
    expect(await pump(id, send)).toMatchObject({ delivered: 31, failed: 0 });
    const log = await receiver.log();
    expect(log).toMatchObject({ total: 31, duplicates: 0, rejected: 0 });
    expect(log.items.filter((item) => item.anomaly)).toEqual([]);
    expect(Math.max(...sent.map((call) => itemIds(call).length))).toBe(10);
    const attempts = await db.deliveryAttempt.findMany();
    expect(new Set(attempts.map(({ batchId }) => batchId))).toEqual(new Set(sent.map((call) => call.id)));
    expect(attempts[0]?.requestHeaders).toMatchObject({ 'webhook-id': attempts[0]?.batchId });
    expect(attempts[0]?.requestHeaders).not.toHaveProperty('webhook-signature');
  });

  it('waits for more until its first has waited for long enough', async () => {
    const id = await endpoint({ ...batches, batchWaitMs: 60_000 });
    await addPaidOrder(db);
    expect(await claimDeliveries(db, { endpointId: id, limit: 1, callSize: 10, callWaitMs: 60_000 })).toEqual([]);
    const { delivered, nextDueInMs } = await pump(id);
    expect(delivered).toBe(0);
    expect(nextDueInMs).toBeGreaterThan(50_000);
    for (let count = 0; count < 11; count++) await addPaidOrder(db);
    expect(await claimDeliveries(db, { endpointId: id, limit: 4, callSize: 10, callWaitMs: 60_000 })).toHaveLength(10);
  });

  it('settles each item alone, and only those that failed go again', async () => {
    const id = await endpoint(batches);
    await addBacklog(db, id, 9);
    await receiver.setFaults({ itemStatus: { value: 500, count: 3 } });
    const { sent, send } = recorder();
    expect(await pump(id, send)).toMatchObject({ delivered: 19, failed: 3, dead: 0 });
    expect(itemIds(required(sent[0], 'the first call'))).toHaveLength(10);
    const again = await db.deliveryAttempt.findMany({ where: { errorClass: 'HTTP_5XX' } });
    expect(again).toHaveLength(3);
    expect(again[0]).toMatchObject({ statusCode: 200, batchCount: 10 });
    expect(await receiver.log()).toMatchObject({ total: 19, duplicates: 0 });
    // The endpoint answered, so it is well.
    expect(await db.deliveryCallCount.aggregate({ _sum: { failedCount: true } })).toEqual({ _sum: { failedCount: 0 } });
  });

  it('is settled whatever an item’s words are: half a surrogate pair is stored as what stands for the unreadable', async () => {
    const id = await endpoint({ ...batches, maxAttempts: 1 });
    await addBacklog(db, id, 1);
    const send: typeof sendDelivery = async (delivery) => {
      const [first, ...others] = itemIds(delivery);
      const results = [
        { id: first, status: `${'x'.repeat(199)}😀` },
        ...others.map((item) => ({ id: item, status: 'ok' })),
      ];
      const answer = await sendDelivery(delivery);
      return { ...answer, responseExcerpt: 'a\0b', body: { text: JSON.stringify({ results }), isWhole: true } };
    };
    expect((await pump(id, send)).dead).toBeGreaterThan(0);
    const attempt = await db.deliveryAttempt.findFirst({ where: { errorClass: 'BAD_RESPONSE' } });
    expect(attempt).toMatchObject({
      error: `The receiver answered “${'x'.repeat(199)}\u{fffd}”.`,
      responseExcerpt: 'a\u{fffd}b',
    });
  });

  it('that fails as a whole costs each item an attempt, and nothing is applied twice', async () => {
    const id = await endpoint(batches);
    await addBacklog(db, id, 4);
    await receiver.setFaults({ dropAfter: { count: 1 } });
    expect(await pump(id)).toMatchObject({ delivered: 9, failed: 5 });
    const { total, duplicates, items } = await receiver.log();
    expect({ total, duplicates, otherBytes: items.filter((item) => item.duplicatesWithOtherBytes > 0) }).toEqual({
      total: 9,
      duplicates: 5,
      otherBytes: [],
    });
  });

  it('leaves what does not fit in its place', async () => {
    const id = await endpoint(batches);
    await addBacklog(db, id, 4);
    const dueAt = new Date(Date.now() - 60_000);
    await db.delivery.updateMany({ data: { nextAttemptAt: dueAt } });
    const claimed = await claimDeliveries(db, { endpointId: id, limit: 1, callSize: 10 });
    await releaseDeliveries(db, claimed);
    expect(await db.delivery.findMany({ where: { id: { in: claimed.map((one) => one.id) } } })).toEqual(
      claimed.map(() => expect.objectContaining({ nextAttemptAt: dueAt, leaseToken: null })),
    );
  });

  it('that was claimed by a sender who was killed goes again with the same items’ bytes', async () => {
    const id = await endpoint(batches);
    await addBacklog(db, id, 4);
    expect(await claimDeliveries(db, { endpointId: id, limit: 1, callSize: 10 })).toHaveLength(5);
    expect(await pump(id)).toMatchObject({ delivered: 0 });
    await endLeases();
    expect(await pump(id)).toMatchObject({ delivered: 9 });
  });
});

describe('a newer snapshot', () => {
  it('takes the place of those that were never attempted, and its body says so', async () => {
    const id = await endpoint({ supersede: true });
    const order = await addPaidOrder(db);
    await pump(id);
    for (let count = 0; count < 3; count++) await changeTestOrder(db, order);
    expect(await pump(id)).toMatchObject({ delivered: 1 });
    const found = await db.delivery.findMany({ orderBy: { sequence: 'asc' } });
    const newest = required(found[3], 'the newest');
    expect(found.map(({ state }) => state)).toEqual(['DELIVERED', 'SUPERSEDED', 'SUPERSEDED', 'DELIVERED']);
    expect(found[1]).toMatchObject({ supersededById: newest.id, attemptCount: 0 });
    expect(newest).toMatchObject({ supersedes: [2, 3], previousSequence: 1 });
    await changeTestOrder(db, order);
    await pump(id);
    const { items } = await receiver.log();
    expect(items.map(({ sequence, previousSequence, anomaly }) => [sequence, previousSequence, anomaly])).toEqual([
      [1, null, null],
      [4, 1, null],
      [5, 4, null],
    ]);
  });

  it('replaces nothing where somebody has changed one of them since it looked', async () => {
    const id = await endpoint({ supersede: true });
    const order = await addPaidOrder(db);
    for (let count = 0; count < 2; count++) await changeTestOrder(db, order);
    const [head] = await db.delivery.findMany({ orderBy: { sequence: 'asc' } });
    const deliveryId = required(head, 'the head').id;
    const patience = { timeout: 15_000, maxWait: 10_000 };
    await db.$transaction(async (tx) => {
      const [{ definition } = { definition: '' }] = await tx.$queryRaw<{ definition: string }[]>`
        SELECT pg_get_functiondef('front_of_lane'::regproc) AS definition`;
      // Seen by this transaction alone: the statement has its view of things, and then waits before it locks rows.
      const held = 'FROM pg_advisory_xact_lock_shared(4711) AS held, deliveries';
      await tx.$executeRawUnsafe(definition.replace('FROM deliveries', held));
      const superseding = await db.$transaction(async (other) => {
        await other.$executeRaw`SELECT pg_advisory_xact_lock(4711)`;
        const begun = supersedeDeliveries(tx, { endpointId: id, limit: 10 });
        await vi.waitFor(
          async () => {
            const waiting =
              await db.$queryRaw`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted`;
            expect(waiting).toHaveLength(1);
          },
          { timeout: 10_000 },
        );
        await retryDelivery(other, { actor, deliveryId });
        return { begun };
      }, patience);
      expect(await superseding.begun).toBe(0);
      await tx.$executeRawUnsafe(definition);
    }, patience);
    expect(await supersedeDeliveries(db, { endpointId: id, limit: 10 })).toBe(3);
    expect(await db.delivery.findFirst({ orderBy: { sequence: 'desc' } })).toMatchObject({ supersedes: [1, 2] });
  });

  it('never replaces what was attempted, or may have been, nor changes its bytes', async () => {
    const id = await endpoint({ supersede: true, concurrency: 1 });
    const tried = await addPaidOrder(db);
    await receiver.setFaults({ status: 500, count: 1 });
    await pumpEndpoint(db, { endpointId: id, allowedHosts: receiver.allowedHosts(), random: () => 0, forMs: 0 });
    const killed = await addPaidOrder(db);
    expect(await claimDeliveries(db, { endpointId: id, limit: 10 })).toHaveLength(2);
    await endLeases();
    for (const order of [tried, killed]) for (const _ of [2, 3]) await changeTestOrder(db, order);
    expect(await supersedeDeliveries(db, { endpointId: id, limit: 64 })).toBe(0);
    // That a person has it sent anew does not make it unsent.
    const { id: deliveryId } = await db.delivery.findFirstOrThrow({ where: { orderId: killed, sequence: 1 } });
    unwrap(await inTransaction((tx) => retryDelivery(tx, { actor, deliveryId })));
    expect(await supersedeDeliveries(db, { endpointId: id, limit: 64 })).toBe(0);
    const { sent, send } = recorder();
    await pump(id, send);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(4);
    const found = await db.delivery.findMany({ orderBy: { sequence: 'asc' } });
    expect(found.map(({ sequence, state }) => `${sequence} ${state}`)).toEqual([
      ...['1 DELIVERED', '1 DELIVERED'],
      ...['2 SUPERSEDED', '2 SUPERSEDED'],
      ...['3 DELIVERED', '3 DELIVERED'],
    ]);
    const { items } = await receiver.log();
    expect(items.filter((item) => item.anomaly || item.duplicatesWithOtherBytes > 0)).toEqual([]);
  });

  it('is found once by several at work', async () => {
    const id = await endpoint({ supersede: true });
    const orders = await Promise.all(Array.from({ length: 10 }, () => addPaidOrder(db)));
    for (const order of orders) for (const _ of [2, 3]) await changeTestOrder(db, order);
    await Promise.all([pump(id), pump(id), pump(id)]);
    const { items, duplicates } = await receiver.log();
    expect({ duplicates, anomalies: items.filter((item) => item.anomaly) }).toEqual({ duplicates: 0, anomalies: [] });
    const open = await db.delivery.count({ where: { state: { notIn: ['DELIVERED', 'SUPERSEDED'] } } });
    expect(open).toBe(0);
  });
});

describe('a secret that changes', () => {
  it('is accepted by who knows the one before, while that is good', async () => {
    const until = new Date(Date.now() + 60_000);
    const id = await endpoint({ secret: newSecret(), previousSecret: receiver.secret, previousSecretUntil: until });
    await addPaidOrder(db);
    expect(await pump(id)).toMatchObject({ delivered: 1 });
    await db.deliveryEndpoint.update({ where: { id }, data: { previousSecretUntil: new Date(0) } });
    await addPaidOrder(db);
    await receiver.clear();
    await db.deliveryEndpoint.update({ where: { id }, data: { maxAttempts: 1 } });
    expect(await pump(id)).toMatchObject({ delivered: 0, dead: 1 });
    expect(await receiver.log()).toMatchObject({ total: 0, rejected: 1 });
  });
});
