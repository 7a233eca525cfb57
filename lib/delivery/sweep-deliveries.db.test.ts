import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { days, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { openSecret, sealSecret } from './endpoint-secret';
import { skipDelivery } from './skip-delivery';
import { retentionDays, sweepDeliveries, sweepSizeMax } from './sweep-deliveries';
import { sweepDeliveryHistory } from './sweep-delivery-history';
import { tendEndpoints } from './tend-endpoints';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder } from './test-orders';

const db = testDb();
/** All that the tests make has long been forgotten by then. */
const muchLater = later(new Date(), days(retentionDays + 1));
const sweep = (afterId: string | null = null, now = muchLater) =>
  inTransaction((tx) => sweepDeliveries(tx, { afterId, now })).then(unwrap);
const settle = (sequence: number, state: 'DELIVERED' | 'DEAD' | 'SKIPPED' | 'SUPERSEDED', supersededById?: string) =>
  db.delivery.updateMany({
    where: { sequence },
    data: { state, settledAt: new Date(), ...(supersededById && { supersededById }) },
  });
const sequences = async () =>
  (await db.delivery.findMany({ orderBy: { sequence: 'asc' } })).map(({ sequence }) => sequence);

describe('the sweep of deliveries', () => {
  it('keeps what is young, what is dead or waits, and the newest of each order', async () => {
    await addEndpoint(db);
    const order = await addPaidOrder(db);
    for (let change = 0; change < 5; change++) await changeTestOrder(db, order);
    for (const sequence of [1, 6]) await settle(sequence, 'DELIVERED');
    await settle(2, 'DEAD');
    await settle(3, 'SKIPPED');
    const [first] = await db.delivery.findMany({ where: { sequence: 1 } });
    await db.deliveryAttempt.create({
      data: { id: newId(), deliveryId: first?.id ?? '', number: 1, startedAt: new Date(), durationMs: 1 },
    });
    expect(await sweep(null, new Date())).toEqual({ removed: 0, nextId: null });
    expect(await sweep()).toEqual({ removed: 2, nextId: null });
    expect(await sequences()).toEqual([2, 4, 5, 6]);
    expect(await db.deliveryAttempt.count()).toBe(0);
    await changeTestOrder(db, order);
    expect(await db.delivery.findFirst({ where: { sequence: 7 } })).toMatchObject({ previousSequence: 6 });
  });

  it('keeps the newest of each order for an endpoint that may get more, not for one that was removed', async () => {
    await addEndpoint(db);
    await addEndpoint(db, { pausedAt: new Date() });
    await addPaidOrder(db);
    await settle(1, 'DELIVERED');
    expect(await sweep()).toEqual({ removed: 0, nextId: null });
    await db.deliveryEndpoint.updateMany({ where: { pausedAt: { not: null } }, data: { removedAt: new Date() } });
    expect(await sweep()).toEqual({ removed: 1, nextId: null });
  });

  it.each(['SKIPPED', 'SUPERSEDED'] as const)('keeps what was acknowledged before one that was %s', async (state) => {
    await addEndpoint(db);
    const order = await addPaidOrder(db);
    for (let change = 0; change < 3; change++) await changeTestOrder(db, order);
    for (const sequence of [1, 3]) await settle(sequence, 'DELIVERED');
    for (const sequence of [2, 4]) await settle(sequence, state);
    await sweep();
    expect(await sequences()).toEqual([3, 4]);
    await changeTestOrder(db, order);
    expect(await db.delivery.findFirst({ where: { sequence: 5 } })).toMatchObject({ previousSequence: 3 });
  });

  it('keeps what was acknowledged before a dead one, which may be skipped yet', async () => {
    await addEndpoint(db);
    const order = await addPaidOrder(db);
    for (let change = 0; change < 2; change++) await changeTestOrder(db, order);
    await settle(1, 'DELIVERED');
    await settle(2, 'DEAD');
    await sweep();
    const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
    const { id: deliveryId } = await db.delivery.findFirstOrThrow({ where: { sequence: 2 } });
    unwrap(await inTransaction((tx) => skipDelivery(tx, { actor, deliveryId, reason: 'By hand' })));
    expect(await db.delivery.findFirst({ where: { sequence: 3 } })).toMatchObject({ previousSequence: 1 });
  });

  it('keeps what another was superseded by until that one is gone', async () => {
    await addEndpoint(db);
    const order = await addPaidOrder(db);
    for (let change = 0; change < 2; change++) await changeTestOrder(db, order);
    const second = await db.delivery.findFirstOrThrow({ where: { sequence: 2 } });
    await settle(1, 'SUPERSEDED', second.id);
    await settle(2, 'DELIVERED');
    await settle(3, 'DELIVERED');
    await sweep();
    expect(await sequences()).toEqual([2, 3]);
    await sweep();
    expect(await sequences()).toEqual([3]);
  });

  it('goes through all of them in batches, passing over what stays', async () => {
    const endpointId = await addEndpoint(db);
    await addBacklog(db, endpointId, sweepSizeMax / 2 + 10);
    await db.$executeRaw`ALTER TABLE deliveries DISABLE TRIGGER ALL`;
    // As old as their ids are to say.
    await db.$executeRaw`
      UPDATE deliveries SET id = ('0180' || substr(id::text, 5))::uuid, state = 'DELIVERED', settled_at = now() - interval '1 year'`;
    await db.$executeRaw`ALTER TABLE deliveries ENABLE TRIGGER ALL`;
    const orderCount = await db.order.count();
    const first = await sweep();
    expect(first.nextId).not.toBeNull();
    const rest = await sweep(first.nextId);
    expect(rest.nextId).toBeNull();
    expect(first.removed + rest.removed).toBe(orderCount - 1);
    expect(await db.delivery.count()).toBe(orderCount);
  });
});

it('the history of breakers and jobs ends where the log does, but for a job whose deliveries are there', async () => {
  const endpointId = await addEndpoint(db);
  const orderId = await addPaidOrder(db);
  const at = new Date();
  const job = { kind: 'RESYNC' as const, endpointId, since: at, wantedCount: 1, requestedBy: newId(), startedAt: at };
  const [kept, gone] = [newId(), newId()];
  await db.deliveryJob.createMany({
    data: [
      { ...job, id: kept, state: 'DONE', endedAt: at },
      { ...job, id: gone, state: 'DONE', endedAt: at },
      { ...job, id: newId() },
    ],
  });
  await db.delivery.updateMany({ where: { orderId }, data: { resyncId: kept } });
  await db.deliveryBreakerEvent.create({
    data: { id: newId(), endpointId, occurredAt: at, fromState: 'CLOSED', toState: 'OPEN', cause: 'FAILURES' },
  });
  const clear = (now: Date) => inTransaction((tx) => sweepDeliveryHistory(tx, { now, limit: 100 })).then(unwrap);
  expect(await clear(at)).toEqual({ removed: 0 });
  expect(await clear(muchLater)).toEqual({ removed: 2 });
  expect(await db.deliveryJob.findUnique({ where: { id: gone } })).toBeNull();
  expect(await db.deliveryJob.count()).toBe(2);
});

it('endpoints forget secrets whose time is over, and no secret stays plain', async () => {
  const sealed = sealSecret('whsec_bmV3');
  const over = { previousSecret: sealSecret('whsec_b2xk'), previousSecretUntil: later(new Date(), -1) };
  const [old, lasting, plain] = [await addEndpoint(db), await addEndpoint(db), await addEndpoint(db)];
  await db.deliveryEndpoint.update({ where: { id: old }, data: { secret: sealed, ...over } });
  const until = later(new Date(), minutes(1));
  await db.deliveryEndpoint.update({
    where: { id: lasting },
    data: { secret: sealed, ...over, previousSecretUntil: until },
  });
  await db.deliveryEndpoint.update({ where: { id: plain }, data: { secret: 'whsec_cGxhaW4=' } });
  await db.deliveryCallCount.createMany({
    data: [later(new Date(), -minutes(11)), new Date()].map((slot) => ({
      ...{ endpointId: old, slot, callCount: 1, failedCount: 0 },
    })),
  });
  expect(unwrap(await inTransaction(tendEndpoints))).toEqual({ cleared: 1, sealed: 1 });
  expect(unwrap(await inTransaction(tendEndpoints))).toEqual({ cleared: 0, sealed: 0 });
  const secrets = await db.deliveryEndpoint.findMany({ orderBy: { id: 'asc' } });
  expect(secrets.map(({ secret }) => openSecret(secret))).toEqual(['whsec_bmV3', 'whsec_bmV3', 'whsec_cGxhaW4=']);
  expect(JSON.stringify(secrets)).not.toContain('whsec_');
  expect(secrets.map(({ previousSecretUntil }) => previousSecretUntil)).toEqual([null, until, null]);
  expect(await db.deliveryCallCount.count()).toBe(1);
});
