import { describe, expect, it, vi } from 'vitest';
import type { Tx } from '@/lib/db/client';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { hours, later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { ok, type Result, unwrap } from '@/lib/shared/result';
import { type BreakerChange, BreakerEventView } from './breaker-model';
import { listBreakerEvents } from './breaker-queries';
import { callEnd } from './breaker-rules';
import { changeEndpoint } from './change-endpoint';
import { claimDeliveries } from './claim-deliveries';
import { secretOverlapMs } from './endpoint-model';
import { getEndpoint } from './endpoint-queries';
import { openSecret, sealSecret } from './endpoint-secret';
import { type RecordedCall, recordCalls } from './record-calls';
import { rotateSecret, rotationPauseMs } from './rotate-secret';
import type { Answer } from './rules';
import { setBreaker } from './set-breaker';
import { skipDelivery } from './skip-delivery';
import { addEndpoint, addPaidOrder, changeTestOrder, writeEvent } from './test-orders';

const db = testDb();
const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const now = new Date('2026-11-23T01:02:03.456Z');
const inTx = <Value, Failure extends { code: string }>(work: (tx: Tx) => Promise<Result<Value, Failure>>) =>
  inTransaction(work);

describe('rotating a secret', () => {
  const rotate = (endpointId: string, at = now, endPrevious = false) =>
    inTx((tx) => rotateSecret(tx, { actor, endpointId, endPrevious, now: at }));
  const stored = (id: string) => db.deliveryEndpoint.findUniqueOrThrow({ where: { id } });

  it('shows the new one once, keeps the one before sealed for a day, and writes neither into the log', async () => {
    const endpointId = await addEndpoint(db, { secret: sealSecret('whsec_b2xk') });
    const { secret, previousSecretUntil } = unwrap(await rotate(endpointId));
    expect(previousSecretUntil).toBe(later(now, secretOverlapMs).toISOString());
    const row = await stored(endpointId);
    expect([openSecret(row.secret), openSecret(row.previousSecret ?? '')]).toEqual([secret, 'whsec_b2xk']);
    const text = JSON.stringify([row, await db.auditLog.findMany()]);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('whsec_b2xk');
    expect(await db.auditLog.findFirst()).toMatchObject({ action: 'deliveryEndpoint.rotateSecret' });
  });

  it('seals one from before secrets were sealed', async () => {
    const endpointId = await addEndpoint(db, { secret: 'whsec_cGxhaW4=' });
    unwrap(await rotate(endpointId));
    const { previousSecret } = await stored(endpointId);
    expect(previousSecret).not.toContain('whsec_');
    expect(openSecret(previousSecret ?? '')).toBe('whsec_cGxhaW4=');
  });

  it('twice at once is done once: the one that the receiver goes by still signs', async () => {
    const endpointId = await addEndpoint(db, { secret: sealSecret('whsec_b2xk') });
    const answers = await Promise.all(Array.from({ length: 6 }, () => rotate(endpointId)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ error: { code: 'delivery.secretJustRotated' } });
    expect(openSecret((await stored(endpointId)).previousSecret ?? '')).toBe('whsec_b2xk');
    const soon = later(now, rotationPauseMs);
    expect(await rotate(endpointId, soon)).toMatchObject({ error: { code: 'delivery.secretsOverlap' } });
    unwrap(await rotate(endpointId, soon, true));
    unwrap(await rotate(endpointId, later(soon, secretOverlapMs)));
  });

  it('of an unknown endpoint is answered as such', async () => {
    expect(await rotate(newId())).toMatchObject({ error: { code: 'delivery.endpointNotFound' } });
  });
});

describe('the breaker by hand', () => {
  const set = (endpointId: string, state: BreakerChange['state']) =>
    inTx((tx) => setBreaker(tx, { actor, endpointId, state }));
  const history = async (endpointId: string) =>
    unwrap(await listBreakerEvents(db, { endpointId, limit: 10 })).items.map((event) =>
      BreakerEventView.strict().parse(event),
    );

  it('is held open until it is closed, then lets a tenth of the rate through', async () => {
    await db.user.create({
      data: { id: actor.userId, email: 'admin@maru.example', passwordHash: 'none', name: '관리', role: 'ADMIN' },
    });
    const endpointId = await addEndpoint(db);
    expect(unwrap(await set(endpointId, 'OPEN')).breaker).toMatchObject({ state: 'OPEN', forced: true, probeAt: null });
    unwrap(await set(endpointId, 'OPEN'));
    await db.deliveryCallCount.create({ data: { endpointId, slot: now, callCount: 9, failedCount: 9 } });
    const closed = unwrap(await set(endpointId, 'CLOSED'));
    expect(closed).toMatchObject({ breaker: { state: 'CLOSED', forced: false }, rateShare: 0.1 });
    expect(await db.deliveryCallCount.count()).toBe(0);
    const by = { cause: 'BY_HAND', actor: { id: actor.userId, name: '관리' } };
    expect(await history(endpointId)).toMatchObject([
      { from: 'OPEN', to: 'CLOSED', ...by },
      { from: 'CLOSED', to: 'OPEN', ...by },
    ]);
    expect(await db.auditLog.count({ where: { action: 'deliveryEndpoint.setBreaker' } })).toBe(2);
  });

  it('takes an opening over that failures made, and ends it', async () => {
    const endpointId = await addEndpoint(db);
    await db.deliveryGate.update({
      where: { endpointId },
      data: { breaker: 'OPEN', probeAt: new Date(), openCount: 3 },
    });
    expect(unwrap(await set(endpointId, 'OPEN')).breaker).toMatchObject({ forced: true, probeAt: null });
    unwrap(await set(endpointId, 'CLOSED'));
    expect(await db.deliveryGate.findUnique({ where: { endpointId } })).toMatchObject({ openCount: 0, probeAt: null });
    expect(await history(endpointId)).toMatchObject([
      { from: 'OPEN', to: 'CLOSED' },
      { from: 'OPEN', to: 'OPEN' },
    ]);
  });

  it('closed by hand, or with another address, does not wait for what a 429 asked for', async () => {
    const endpointId = await addEndpoint(db);
    const throttle = () =>
      db.deliveryGate.update({ where: { endpointId }, data: { throttledUntil: later(new Date(), hours(1)) } });
    await throttle();
    expect(unwrap(await set(endpointId, 'CLOSED'))).toMatchObject({ throttledUntil: null, rateShare: 0.1 });
    unwrap(await set(endpointId, 'CLOSED'));
    expect([await history(endpointId), await db.auditLog.count()]).toEqual([[], 1]);
    await throttle();
    const change = (url: string) =>
      inTx((tx) => changeEndpoint(tx, { actor, endpointId, change: { url }, allowedHosts: ['127.0.0.1:9'], now }));
    await db.deliveryCallCount.create({ data: { endpointId, slot: now, callCount: 9, failedCount: 9 } });
    const { url } = unwrap(await getEndpoint(db, endpointId));
    expect(unwrap(await change(url)).throttledUntil).not.toBeNull();
    expect(await db.deliveryCallCount.count()).toBe(1);
    expect(unwrap(await change('https://example.com/new')).throttledUntil).toBeNull();
    expect(await db.deliveryCallCount.count()).toBe(0);
  });

  it('waits for a call that is being judged, and goes by what that made of it', async () => {
    const endpointId = await addEndpoint(db);
    let judged = () => {};
    const isJudged = new Promise<void>((resolve) => {
      judged = resolve;
    });
    let locked = () => {};
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const judging = inTx(async (tx) => {
      await tx.deliveryGate.update({ where: { endpointId }, data: { breaker: 'HALF_OPEN', probeUntil: new Date() } });
      locked();
      await isJudged;
      return ok(undefined);
    });
    await isLocked;
    const [closing] = [set(endpointId, 'CLOSED'), judged()];
    await judging;
    expect(unwrap(await closing).breaker.state).toBe('CLOSED');
    expect(await history(endpointId)).toMatchObject([{ from: 'HALF_OPEN', to: 'CLOSED' }]);
  });

  it('and a result that asks for a pause take their locks in one order', async () => {
    const endpointId = await addEndpoint(db);
    await addPaidOrder(db);
    await db.deliveryGate.update({ where: { endpointId }, data: { breaker: 'OPEN', isForced: true } });
    // The slot that the result will be counted in is there already, whenever it comes.
    await db.$executeRaw`
      INSERT INTO delivery_call_counts (endpoint_id, slot, call_count, failed_count)
      SELECT ${endpointId}::uuid, date_bin('5 s', now() + n * interval '5 s', 'epoch'), 1, 0 FROM generate_series(0, 12) n`;
    const [claimed] = await claimDeliveries(db, { endpointId, limit: 1 });
    const { id: deliveryId, leaseToken, url } = required(claimed, 'the claimed delivery');
    const answer: Answer = {
      ...{ statusCode: 429, errorClass: 'RATE_LIMITED', error: 'Later.', responseExcerpt: null, durationMs: 1 },
      retryAfterMs: 60_000,
    };
    const outcome = { state: 'PENDING', delayMs: 0, pausesEndpoint: false } as const;
    const call = {
      leaseToken,
      url,
      batchId: null,
      end: callEnd(answer, false),
      deliveries: [{ deliveryId, answer, outcome }],
    };
    let recording = Promise.resolve<RecordedCall[]>([]);
    const closing = await inTransaction(
      async (tx) => {
        await tx.$executeRaw`SELECT FROM delivery_gates WHERE endpoint_id = ${endpointId}::uuid FOR NO KEY UPDATE`;
        recording = recordCalls(db, endpointId, [call]);
        await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), { timeout: 10_000 });
        return await setBreaker(tx, { actor, endpointId, state: 'CLOSED' });
      },
      { attempts: 1 },
    );
    expect(unwrap(closing).breaker.state).toBe('CLOSED');
    expect((await recording).map(({ own }) => [...own])).toEqual([[deliveryId]]);
  });

  async function waitingForLocks(): Promise<number> {
    const [found] = await db.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return Number(found?.waiting);
  }

  it('of an unknown endpoint is answered as such', async () => {
    const unknown = { error: { code: 'delivery.endpointNotFound' } };
    expect(await set(newId(), 'OPEN')).toMatchObject(unknown);
    expect(await listBreakerEvents(db, { endpointId: newId(), limit: 1 })).toMatchObject(unknown);
  });
});

describe('skipping', () => {
  const skip = (deliveryId: string) => inTx((tx) => skipDelivery(tx, { actor, deliveryId, reason: '창고에서 손으로' }));

  it('a dead delivery lets the next of its order go, which no longer names it; it and the log keep why', async () => {
    await addEndpoint(db);
    const order = await addPaidOrder(db);
    await changeTestOrder(db, order);
    const [first, second] = await db.delivery.findMany({ orderBy: { sequence: 'asc' } });
    await db.delivery.update({ where: { id: first?.id ?? '' }, data: { state: 'DEAD', settledAt: now } });
    await db.delivery.update({ where: { id: second?.id ?? '' }, data: { waitsBehind: 1 } });
    expect(await skip(second?.id ?? '')).toMatchObject({
      error: { code: 'delivery.notSkippable', state: 'BLOCKED' },
    });
    const [once, twice] = await Promise.all([skip(first?.id ?? ''), skip(first?.id ?? '')]);
    expect([once.ok, twice.ok].sort()).toEqual([false, true]);
    expect(unwrap(once.ok ? once : twice)).toMatchObject({
      skipped: { by: { id: actor.userId }, reason: '창고에서 손으로', at: expect.any(String) },
    });
    expect(await db.delivery.findMany({ orderBy: { sequence: 'asc' } })).toMatchObject([
      { state: 'SKIPPED' },
      { state: 'PENDING', waitsBehind: null, previousSequence: null },
    ]);
    await db.delivery.update({ where: { id: second?.id ?? '' }, data: { state: 'SKIPPED', settledAt: now } });
    await changeTestOrder(db, order);
    expect(await db.delivery.findFirst({ where: { sequence: 3 } })).toMatchObject({ previousSequence: null });
    expect(await db.auditLog.findMany()).toMatchObject([
      { action: 'delivery.skip', entityId: first?.id, after: { reason: '창고에서 손으로' } },
    ]);
  });

  it('waits for a change of the order that is being made, so that this does not name it either', async () => {
    await addEndpoint(db);
    const orderId = await addPaidOrder(db);
    const { id } = await db.delivery.findFirstOrThrow();
    await db.delivery.update({ where: { id }, data: { state: 'DEAD', settledAt: now } });
    const { skipping } = await db.$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT FROM orders WHERE id = ${orderId}::uuid FOR NO KEY UPDATE`;
        await writeEvent(tx, { orderId, sequence: 2, type: 'order.status_changed' });
        const begun = skip(id);
        await vi.waitFor(
          async () => {
            const waiting = await db.$queryRaw`
              SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
            expect(waiting).toHaveLength(1);
          },
          { timeout: 10_000 },
        );
        return { skipping: begun };
      },
      { timeout: 15_000, maxWait: 10_000 },
    );
    expect(unwrap(await skipping)).toMatchObject({ state: 'SKIPPED' });
    expect(await db.delivery.findFirst({ where: { sequence: 2 } })).toMatchObject({ previousSequence: null });
  });
});

describe('the settings of an endpoint', () => {
  it('are refused where batches would wait for longer than the SLA allows', async () => {
    const endpointId = await addEndpoint(db);
    const change = (fields: object) =>
      inTx((tx) => changeEndpoint(tx, { actor, endpointId, change: fields, allowedHosts: [], now }));
    unwrap(await change({ batchWaitMs: 5_000, slaMs: 5_000 }));
    expect(await change({ mode: 'BATCH' })).toEqual({
      ok: false,
      error: { code: 'delivery.batchWaitTooLong', slaMs: 5_000 },
    });
    unwrap(await change({ mode: 'BATCH', batchWaitMs: 4_999, supersede: true, ratePerSecond: 7 }));
    expect(unwrap(await getEndpoint(db, endpointId))).toMatchObject({
      ...{ mode: 'BATCH', batchWaitMs: 4_999, slaMs: 5_000, supersede: true, ratePerSecond: 7 },
    });
  });
});
