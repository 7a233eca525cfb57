import { describe, expect, it } from 'vitest';
import type { Tx } from '@/lib/db/client';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, type Result, unwrap } from '@/lib/shared/result';
import { continueDeliveryJob } from './continue-delivery-job';
import { groupDeadDeliveries } from './group-dead-deliveries';
import { DeliveryJobAnswer, DeliveryJobView, type ReplayFilter } from './job-model';
import { findRunningJobs, getDeliveryJob, listDeliveryJobs } from './job-queries';
import { replayDeliveries } from './replay-deliveries';
import { replayBatchSize } from './replay-next';
import { resyncEndpoint } from './resync-endpoint';
import { resyncBatchSize } from './resync-next';
import { retryDelivery } from './retry-delivery';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder } from './test-orders';

const db = testDb();
const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const inTx = <Value, Failure extends { code: string }>(work: (tx: Tx) => Promise<Result<Value, Failure>>) =>
  inTransaction(work);
const goOn = (jobId: string) => inTx((tx) => continueDeliveryJob(tx, { jobId })).then(unwrap);

/** Works at a job to its end; what another holds just now is asked for again. */
async function finish(jobId: string): Promise<void> {
  while ((await findRunningJobs(db)).includes(jobId)) await goOn(jobId);
}

/** A batch whose process dies before it has committed. */
async function crash(jobId: string): Promise<void> {
  await inTx(async (tx) => {
    await continueDeliveryJob(tx, { jobId });
    return err({ code: 'test.killed' });
  });
}

const job = (id: string) => getDeliveryJob(db, id).then(unwrap);

describe('a replay', () => {
  const replay = async (filter: ReplayFilter, dryRun = false) =>
    DeliveryJobAnswer.parse(unwrap(await inTx((tx) => replayDeliveries(tx, { actor, filter, dryRun }))));
  const killAll = (endpointId: string) =>
    db.delivery.updateMany({
      where: { endpointId, sequence: 1 },
      data: {
        ...{ state: 'DEAD', settledAt: new Date(), attemptCount: 9 },
        ...{ lastErrorClass: 'HTTP_5XX', lastError: 'The receiver answered 500: Refuse Street.' },
      },
    });
  const stateCounts = async (endpointId: string) =>
    Object.fromEntries(
      (await db.delivery.groupBy({ by: ['state', 'lane'], where: { endpointId }, _count: true })).map((group) => [
        `${group.state} ${group.lane}`,
        group._count,
      ]),
    );

  it('counts before it does anything, by everything that a search goes by', async () => {
    const endpointId = await addEndpoint(db);
    const orders = [await addPaidOrder(db), await addPaidOrder(db), await addPaidOrder(db)];
    await killAll(endpointId);
    const { number } = await db.order.findUniqueOrThrow({ where: { id: orders[0] ?? '' } });
    const counts = async (filter: ReplayFilter) => (await replay(filter, true)).count;
    expect(await counts({})).toBe(3);
    expect(await counts({ q: 'refuse street' })).toBe(3);
    expect(await counts({ q: number })).toBe(1);
    expect(await counts({ orderId: orders[1] ?? '', errorClass: 'HTTP_5XX' })).toBe(1);
    expect(await counts({ errorClass: 'DNS' })).toBe(0);
    expect(await counts({ endpointId: newId() })).toBe(0);
    expect(await db.deliveryJob.count()).toBe(0);
  });

  it('of a group revives that group, though its error is a part of what another says', async () => {
    const endpointId = await addEndpoint(db);
    const [lone] = [await addPaidOrder(db), await addPaidOrder(db), await addPaidOrder(db)];
    await killAll(endpointId);
    const lastError = 'Refuse Street.';
    await db.delivery.updateMany({ where: { orderId: lone }, data: { lastError } });
    const { items } = await groupDeadDeliveries(db, { endpointId });
    const group = required(
      items.find(({ error }) => error === lastError),
      'its group',
    );
    const started = await replay({ endpointId, errorClass: 'HTTP_5XX', q: lastError, groupKey: group.groupKey });
    expect(started.count).toBe(1);
    await finish(started.job?.id ?? '');
    expect(await stateCounts(endpointId)).toEqual({ 'PENDING BULK': 1, 'DEAD NORMAL': 2 });
    expect(await db.delivery.findFirst({ where: { lane: 'BULK' } })).toMatchObject({ orderId: lone });
  });

  it('cut off between batches and run by several at once revives each delivery once', async () => {
    const endpointId = await addEndpoint(db);
    await addBacklog(db, endpointId, replayBatchSize + 50);
    const { count: wanted } = await killAll(endpointId);
    const started = await replay({ endpointId });
    const jobId = started.job?.id ?? '';
    expect(started).toMatchObject({ dryRun: false, count: wanted, job: { state: 'RUNNING', doneCount: 0 } });

    await crash(jobId);
    expect(await job(jobId)).toMatchObject({ state: 'RUNNING', doneCount: 0 });
    expect(await goOn(jobId)).toEqual({ done: replayBatchSize, isMore: true });
    const again = await db.delivery.findFirstOrThrow({ where: { lane: 'BULK' }, orderBy: { id: 'asc' } });
    await db.delivery.update({ where: { id: again.id }, data: { state: 'DEAD', settledAt: new Date() } });
    const others = await db.delivery.findFirstOrThrow({ where: { state: 'DEAD', lane: 'NORMAL' } });
    await db.delivery.update({ where: { id: others.id }, data: { state: 'SKIPPED' } });
    await Promise.all([finish(jobId), finish(jobId), finish(jobId)]);

    expect(await stateCounts(endpointId)).toMatchObject({
      'PENDING BULK': wanted - 2,
      'DEAD BULK': 1,
      'SKIPPED NORMAL': 1,
    });
    expect(DeliveryJobView.strict().parse(await job(jobId))).toMatchObject({
      ...{ state: 'DONE', wantedCount: wanted, doneCount: wanted - 1, skippedCount: 1, endedAt: expect.any(String) },
    });
    expect(await db.delivery.findFirst({ where: { state: 'PENDING', lane: 'BULK' } })).toMatchObject({
      ...{ attemptCount: 0, settledAt: null },
    });
    expect((await db.auditLog.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action)).toEqual([
      'delivery.replay',
      'delivery.replayEnd',
    ]);
    expect(unwrap(await listDeliveryJobs(db, { limit: 5 })).items.map(({ id }) => id)).toEqual([jobId]);
  });
});

describe('a resync', () => {
  const epoch = '2020-01-01T00:00:00.000Z';
  const start = async (endpointId: string, since = epoch) =>
    unwrap(await inTx((tx) => resyncEndpoint(tx, { actor, endpointId, since, dryRun: false }))).job?.id ?? '';
  const line = async (orderId: string) =>
    (await db.delivery.findMany({ where: { orderId }, orderBy: [{ sequence: 'asc' }, { id: 'asc' }] })).map(
      ({ type, sequence, previousSequence, state, supersedes }) =>
        [type === 'order.resync' ? 'resync' : 'event', sequence, previousSequence ?? '-', state, ...supersedes].join(
          ' ',
        ),
    );
  const settle = (sequence: number, state: 'DELIVERED' | 'DEAD') =>
    db.delivery.updateMany({ where: { sequence }, data: { state, settledAt: new Date(), waitsBehind: null } });

  it('sends each order that changed since as it is, in the stead of what waits', async () => {
    const endpointId = await addEndpoint(db);
    const order = await addPaidOrder(db);
    for (let change = 0; change < 3; change++) await changeTestOrder(db, order);
    await settle(1, 'DELIVERED');
    await settle(2, 'DEAD');
    await db.delivery.updateMany({ where: { sequence: { gt: 2 } }, data: { waitsBehind: 2 } });
    const jobId = await start(endpointId);
    await finish(jobId);
    expect(await line(order)).toEqual([
      'event 1 - DELIVERED',
      'event 2 1 SKIPPED',
      'event 3 2 SUPERSEDED',
      'event 4 3 SUPERSEDED',
      'resync 4 1 PENDING 3',
    ]);
    const resync = await db.delivery.findFirstOrThrow({ where: { resyncId: jobId } });
    expect(await db.delivery.count({ where: { supersededById: resync.id } })).toBe(3);
    expect(resync).toMatchObject({ lane: 'BULK', waitsBehind: null });
    expect(resync.eventId).toBe((await db.orderEvent.findFirst({ orderBy: { exportSequence: 'desc' } }))?.id);
    await changeTestOrder(db, order);
    expect((await line(order)).at(-1)).toBe('event 5 4 PENDING');
    expect(await job(jobId)).toMatchObject({ state: 'DONE', wantedCount: 1, doneCount: 1, skippedCount: 0 });
    expect(await db.auditLog.count({ where: { action: 'deliveryEndpoint.resyncEnd' } })).toBe(1);
    const listed = async (of: string) => unwrap(await listDeliveryJobs(db, { limit: 5, endpointId: of })).items;
    expect((await listed(endpointId)).map(({ id }) => id)).toEqual([jobId]);
    expect(await listed(newId())).toEqual([]);
  });

  it('leaves before it what was attempted or is being sent, and looks only at the time asked for', async () => {
    const endpointId = await addEndpoint(db);
    const [attempted, leased] = [await addPaidOrder(db), await addPaidOrder(db)];
    const [unseen, old] = [await addPaidOrder(db), await addPaidOrder(db)];
    const of = (orderId: string) => db.delivery.findFirstOrThrow({ where: { orderId } });
    await db.deliveryAttempt.create({
      data: {
        ...{ id: newId(), deliveryId: (await of(attempted)).id, number: 1 },
        startedAt: new Date(),
        durationMs: 1,
      },
    });
    const ended = { leaseToken: newId(), leaseUntil: new Date(0) };
    await db.delivery.updateMany({ where: { orderId: leased }, data: { leaseToken: newId(), leaseUntil: new Date() } });
    await db.delivery.updateMany({ where: { orderId: unseen }, data: ended });
    const deliveryId = (await of(unseen)).id;
    unwrap(await inTx((tx) => retryDelivery(tx, { actor, deliveryId })));
    await db.$executeRaw`ALTER TABLE order_events DISABLE TRIGGER USER`;
    await db.orderEvent.updateMany({ where: { orderId: old }, data: { occurredAt: new Date('2026-01-01') } });
    await db.$executeRaw`ALTER TABLE order_events ENABLE TRIGGER USER`;
    const since = '2026-01-02T00:00:00.000Z';
    const look = { actor, endpointId, since, dryRun: true };
    expect(unwrap(await inTx((tx) => resyncEndpoint(tx, look)))).toEqual({ dryRun: true, count: 3, job: null });
    await finish(await start(endpointId, since));
    expect(await line(attempted)).toEqual(['event 1 - PENDING', 'resync 1 1 PENDING']);
    expect(await line(leased)).toEqual(['event 1 - PENDING', 'resync 1 1 PENDING']);
    expect(await line(unseen)).toEqual(['event 1 - PENDING', 'resync 1 1 PENDING']);
    expect(await line(old)).toEqual(['event 1 - PENDING']);
  });

  it('twice at once, each cut off once, has each order once of each, and one of the two goes out', async () => {
    const endpointId = await addEndpoint(db);
    await addBacklog(db, endpointId, resyncBatchSize + 5);
    const jobs = [await start(endpointId), await start(endpointId)];
    await Promise.all(jobs.map(crash));
    await Promise.all([...jobs, ...jobs].map(finish));
    const orderCount = await db.order.count({ where: { number: { startsWith: 'BACKLOG-' } } });
    for (const jobId of jobs) {
      expect(await db.delivery.count({ where: { resyncId: jobId, order: { exportCount: 2 } } })).toBe(orderCount);
      expect(await job(jobId)).toMatchObject({ state: 'DONE', doneCount: orderCount + 1 });
    }
    const open = await db.delivery.groupBy({ by: ['orderId'], where: { state: 'PENDING' }, _count: true });
    expect(open.every(({ _count }) => _count === 1)).toBe(true);
    expect(open).toHaveLength(orderCount + 1);
  });

  it('and changes of the orders at once: every order’s line ends with its newest sequence, each once', async () => {
    const endpointId = await addEndpoint(db);
    const orders: string[] = [];
    for (let count = 0; count < 6; count++) orders.push(await addPaidOrder(db));
    const jobId = await start(endpointId);
    const change = async (orderId: string) => {
      for (let count = 0; count < 4; count++) await changeTestOrder(db, orderId);
    };
    await Promise.all([finish(jobId), ...orders.map(change)]);
    for (const orderId of orders) {
      const of = await db.delivery.findMany({ where: { orderId }, orderBy: { sequence: 'asc' } });
      const resync = required(
        of.find(({ resyncId }) => resyncId === jobId),
        'the resync',
      );
      const [before, after] = [
        of.filter(({ id, sequence }) => id !== resync.id && sequence <= resync.sequence),
        of.filter(({ sequence }) => sequence > resync.sequence),
      ];
      expect(before.map(({ state, supersededById }) => [state, supersededById])).toEqual(
        before.map(() => ['SUPERSEDED', resync.id]),
      );
      expect(after.map(({ state, sequence, previousSequence }) => [state, sequence - 1 === previousSequence])).toEqual(
        after.map(() => ['PENDING', true]),
      );
      // All that was before it has been replaced, so the endpoint got nothing of this order.
      expect([resync.previousSequence, before.length + after.length]).toEqual([null, 5]);
    }
  });

  it('is refused where it isn’t wanted, or there is no endpoint', async () => {
    const endpointId = await addEndpoint(db, { types: ['order.paid'] });
    const ask = (id: string) => inTx((tx) => resyncEndpoint(tx, { actor, endpointId: id, since: epoch, dryRun: true }));
    expect(await ask(endpointId)).toEqual({ ok: false, error: { code: 'delivery.resyncUnwanted' } });
    expect(await ask(newId())).toEqual({ ok: false, error: { code: 'delivery.endpointNotFound' } });
    expect(await getDeliveryJob(db, newId())).toMatchObject({ error: { code: 'delivery.jobNotFound' } });
  });
});
