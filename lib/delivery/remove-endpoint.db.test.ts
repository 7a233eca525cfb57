import { describe, expect, it } from 'vitest';
import type { Tx } from '@/lib/db/client';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { readBacklogs } from '@/lib/insights/queries';
import { planDeliveries } from '@/lib/orders/plan-deliveries';
import { now } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result, unwrap } from '@/lib/shared/result';
import { listBreakerEvents } from './breaker-queries';
import { changeEndpoint } from './change-endpoint';
import { claimDeliveries } from './claim-deliveries';
import { continueDeliveryJob } from './continue-delivery-job';
import { getDelivery } from './delivery-queries';
import { getEndpoint, listEndpoints } from './endpoint-queries';
import { findEndpointsToWake } from './find-due';
import { giveUpRemoved, giveUpSizeMax } from './give-up-removed';
import { groupDeadDeliveries } from './group-dead-deliveries';
import { getDeliveryJob } from './job-queries';
import { pumpEndpoint } from './pump-endpoint';
import { readDeliveryStats } from './read-delivery-stats';
import { removeEndpoint } from './remove-endpoint';
import { replayDeliveries } from './replay-deliveries';
import { resyncEndpoint } from './resync-endpoint';
import { retryDelivery } from './retry-delivery';
import { rotateSecret } from './rotate-secret';
import type { Answer } from './rules';
import { setBreaker } from './set-breaker';
import { skipDelivery } from './skip-delivery';
import { tendDeliveryAlerts } from './tend-delivery-alerts';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder, endLeases } from './test-orders';

const db = testDb();
const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const inTx = <Value, Failure extends { code: string }>(work: (tx: Tx) => Promise<Result<Value, Failure>>) =>
  inTransaction(work);
const remove = (endpointId: string) => inTx((tx) => removeEndpoint(tx, { actor, endpointId, now: now() }));
const giveUp = () => inTx(giveUpRemoved).then(unwrap);
const states = async (endpointId: string) =>
  (await db.delivery.findMany({ where: { endpointId }, orderBy: { sequence: 'asc' } })).map(({ state }) => state);
const kill = (deliveryId: string) =>
  db.delivery.update({ where: { id: deliveryId }, data: { state: 'DEAD', settledAt: new Date() } });

describe('a removed endpoint', () => {
  it('gets nothing more: what it had stays, what it had not is given up, and of new changes only others hear', async () => {
    const [gone, other] = [await addEndpoint(db), await addEndpoint(db)];
    const order = await addPaidOrder(db);
    for (let change = 0; change < 2; change++) await changeTestOrder(db, order);
    const [first, second, third] = await db.delivery.findMany({
      where: { endpointId: gone },
      orderBy: { sequence: 'asc' },
    });
    await db.delivery.update({ where: { id: first?.id ?? '' }, data: { state: 'DELIVERED', settledAt: new Date() } });
    await kill(second?.id ?? '');
    await db.delivery.update({ where: { id: third?.id ?? '' }, data: { waitsBehind: 2 } });

    unwrap(await remove(gone));
    await changeTestOrder(db, order);
    expect(await findEndpointsToWake(db)).toEqual([other]);
    expect(await giveUp()).toEqual({ count: 2, isMore: false });
    expect(await states(gone)).toEqual(['DELIVERED', 'SKIPPED', 'SKIPPED']);
    expect(await states(other)).toEqual(['PENDING', 'PENDING', 'PENDING', 'PENDING']);
    expect(await db.auditLog.findMany()).toMatchObject([
      {
        action: 'deliveryEndpoint.remove',
        entityId: gone,
        before: { name: 'Warehouse', pendingCount: 1, deadCount: 1 },
      },
    ]);
  });

  it('is found no more, and nothing can be done with it or its deliveries', async () => {
    const gone = await addEndpoint(db);
    await addPaidOrder(db);
    const { id: deliveryId } = await db.delivery.findFirstOrThrow();
    await kill(deliveryId);
    unwrap(await remove(gone));

    const notFound = { ok: false, error: { code: 'delivery.endpointNotFound' } };
    const endpointId = gone;
    const since = new Date(0).toISOString();
    const asked = [
      remove(gone),
      getEndpoint(db, gone),
      listBreakerEvents(db, { endpointId, limit: 1 }),
      readDeliveryStats(db, { query: { endpointId }, now: now() }),
      inTx((tx) => changeEndpoint(tx, { actor, endpointId, change: { paused: false }, allowedHosts: [], now: now() })),
      inTx((tx) => rotateSecret(tx, { actor, endpointId, endPrevious: false, now: now() })),
      inTx((tx) => setBreaker(tx, { actor, endpointId, state: 'OPEN' })),
      inTx((tx) => resyncEndpoint(tx, { actor, endpointId, since, dryRun: true })),
    ];
    for (const answer of await Promise.all(asked)) expect(answer).toEqual(notFound);
    expect(unwrap(await listEndpoints(db, { limit: 10 })).items).toEqual([]);
    expect(await readBacklogs(db)).toEqual([]);
    expect(unwrap(await readDeliveryStats(db, { query: {}, now: now() })).endpoints).toEqual([]);

    expect(unwrap(await getDelivery(db, deliveryId))).toMatchObject({
      state: 'DEAD',
      allowedActions: [],
      endpoint: { id: gone, removed: true },
    });
    expect(await inTx((tx) => retryDelivery(tx, { actor, deliveryId }))).toMatchObject({
      error: { code: 'delivery.notRetryable' },
    });
    expect(await inTx((tx) => skipDelivery(tx, { actor, deliveryId, reason: 'No' }))).toMatchObject({
      error: { code: 'delivery.notSkippable' },
    });
  });

  it('is removed once of two at once', async () => {
    const gone = await addEndpoint(db);
    const answers = await Promise.all([remove(gone), remove(gone), remove(gone)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.auditLog.count()).toBe(1);
  });

  const answered = { statusCode: 200, errorClass: null, error: null };
  const failed = { statusCode: 500, errorClass: 'HTTP_5XX', error: 'The receiver answered 500.' } as const;
  const gone410 = { statusCode: 410, errorClass: 'HTTP_4XX', error: 'The receiver answered 410.' } as const;
  it.each([
    ['arrives', 9, answered, { delivered: 1 }, ['DELIVERED', 'SKIPPED'], 0],
    ['fails', 9, failed, { failed: 1 }, ['PENDING', 'SKIPPED'], 1],
    ['dies', 1, failed, { dead: 1 }, ['DEAD', 'SKIPPED'], 1],
    ['is told that nobody is there', 9, gone410, { failed: 1 }, ['PENDING', 'SKIPPED'], 1],
  ] as const)(
    'lets what is under way end, and sends nothing after it: it %s',
    async (_, maxAttempts, answer, report, left, rest) => {
      const endpointId = await addEndpoint(db, { concurrency: 1, maxAttempts });
      const order = await addPaidOrder(db);
      await changeTestOrder(db, order);
      const send = async (): Promise<Answer> => {
        unwrap(await remove(endpointId));
        expect(await giveUp()).toEqual({ count: 1, isMore: false });
        return { ...answer, responseExcerpt: null, durationMs: 1, retryAfterMs: null };
      };
      expect(await pumpEndpoint(db, { endpointId, allowedHosts: [], send })).toMatchObject(report);
      expect(await states(endpointId)).toEqual(left);
      expect((await giveUp()).count).toBe(rest);
    },
  );

  it('has what its sender left behind given up when the lease is over', async () => {
    const gone = await addEndpoint(db);
    for (let order = 0; order < 3; order++) await addPaidOrder(db);
    await claimDeliveries(db, { endpointId: gone, limit: 1 });
    unwrap(await remove(gone));
    expect(await giveUp()).toEqual({ count: 2, isMore: false });
    expect(await giveUp()).toEqual({ count: 0, isMore: false });
    await endLeases();
    expect(await giveUp()).toEqual({ count: 1, isMore: false });
    expect(await states(gone)).toEqual(['SKIPPED', 'SKIPPED', 'SKIPPED']);
  });

  it('has what an order planned while it was removed given up by the next look', async () => {
    const gone = await addEndpoint(db);
    const orderId = await addPaidOrder(db);
    const eventId = newId();
    await inTx(async (tx) => {
      await tx.orderEvent.create({
        data: {
          ...{ id: eventId, orderId, position: 2, exportSequence: 2, type: 'order.cancelled', toStatus: 'CANCELLED' },
          ...{ actorKind: 'SYSTEM', snapshot: '{}', occurredAt: new Date() },
        },
      });
      await planDeliveries(tx, { eventId, orderId, exportSequence: 2, type: 'order.cancelled', lane: 'NORMAL' });
      // Neither waits for the other.
      unwrap(await remove(gone));
      expect(await giveUp()).toEqual({ count: 1, isMore: false });
      return ok(undefined);
    });
    expect(await giveUp()).toEqual({ count: 1, isMore: false });
    expect(await states(gone)).toEqual(['SKIPPED', 'SKIPPED']);
  });

  it('has what an admin is just retrying given up after that', async () => {
    const gone = await addEndpoint(db);
    await addPaidOrder(db);
    const { id: deliveryId } = await db.delivery.findFirstOrThrow();
    await inTx(async (tx) => {
      const retried = await retryDelivery(tx, { actor, deliveryId });
      unwrap(await remove(gone));
      expect(await giveUp()).toEqual({ count: 0, isMore: false });
      return retried;
    });
    expect(await giveUp()).toEqual({ count: 1, isMore: false });
  });

  it('is left out by replays: of what is dead there nothing is counted, grouped or revived', async () => {
    const [gone, other] = [await addEndpoint(db), await addEndpoint(db)];
    await addPaidOrder(db);
    await db.delivery.updateMany({ data: { state: 'DEAD', settledAt: new Date() } });
    const replay = (dryRun: boolean) => inTx((tx) => replayDeliveries(tx, { actor, filter: {}, dryRun }));
    const { job } = unwrap(await replay(false));
    expect(job?.wantedCount).toBe(2);
    unwrap(await remove(gone));
    expect(unwrap(await replay(true)).count).toBe(1);
    expect((await groupDeadDeliveries(db, {})).deadCount).toBe(1);
    const jobId = job?.id ?? '';
    expect(unwrap(await inTx((tx) => continueDeliveryJob(tx, { jobId })))).toEqual({ done: 1, isMore: false });
    expect(unwrap(await getDeliveryJob(db, jobId))).toMatchObject({ doneCount: 1, skippedCount: 1 });
    expect([await states(gone), await states(other)]).toEqual([['DEAD'], ['PENDING']]);
  });

  it('ends the alerts about it', async () => {
    const gone = await addEndpoint(db);
    await addPaidOrder(db);
    await db.delivery.updateMany({ data: { state: 'DEAD', settledAt: new Date() } });
    const tend = () => inTx((tx) => tendDeliveryAlerts(tx, { now: now() })).then(unwrap);
    expect(await tend()).toEqual({ raised: 1, recovered: 0 });
    unwrap(await remove(gone));
    expect(await tend()).toEqual({ raised: 0, recovered: 1 });
  });

  it('ends its resync where that stands', async () => {
    const endpointId = await addEndpoint(db);
    await addPaidOrder(db);
    const since = new Date(0).toISOString();
    const { job } = unwrap(await inTx((tx) => resyncEndpoint(tx, { actor, endpointId, since, dryRun: false })));
    unwrap(await remove(endpointId));
    const jobId = job?.id ?? '';
    expect(unwrap(await inTx((tx) => continueDeliveryJob(tx, { jobId })))).toEqual({ done: 0, isMore: false });
    expect(unwrap(await getDeliveryJob(db, jobId))).toMatchObject({
      ...{ state: 'DONE', doneCount: 0, skippedCount: 1, endpoint: { id: endpointId, removed: true } },
    });
    expect(await db.delivery.count()).toBe(1);
  });

  it('has a long backlog given up in batches, each once, also by two at once and after a crash', async () => {
    const gone = await addEndpoint(db);
    await addBacklog(db, gone, giveUpSizeMax);
    const openCount = giveUpSizeMax * 2 + 1;
    unwrap(await remove(gone));
    expect(await giveUp()).toEqual({ count: giveUpSizeMax, isMore: true });
    await inTx(async (tx) => {
      unwrap(await giveUpRemoved(tx));
      return err({ code: 'test.killed' });
    });
    const [one, two] = await Promise.all([giveUp(), giveUp()]);
    const rest = await giveUp();
    expect(giveUpSizeMax + one.count + two.count + rest.count).toBe(openCount);
    expect(await db.delivery.count({ where: { state: 'SKIPPED' } })).toBe(openCount);
    expect((await giveUp()).count).toBe(0);
  });
});
