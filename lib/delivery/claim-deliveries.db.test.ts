import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { admitCalls } from './admit-calls';
import { claimDeliveries } from './claim-deliveries';
import type { DeliveryLane } from './model';
import { parkDeliveries } from './park-deliveries';
import { pumpEndpoint } from './pump-endpoint';
import { retryDelivery } from './retry-delivery';
import type { Answer } from './rules';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder } from './test-orders';
import { unparkDeliveries } from './unpark-deliveries';

const db = testDb();
const well: Answer = {
  ...{ statusCode: 200, errorClass: null, error: null, responseExcerpt: null, retryAfterMs: null, durationMs: 1 },
};
const setLane = (lane: DeliveryLane, orderIds: string[]) =>
  db.delivery.updateMany({ where: { orderId: { in: orderIds } }, data: { lane } });
const parkedCount = () => db.delivery.count({ where: { waitsBehind: { not: null } } });

describe('lanes', () => {
  it('share ten turns six to three to one, also when leave comes for one call at a time', async () => {
    const endpointId = await addEndpoint(db, { concurrency: 64 });
    await addBacklog(db, endpointId, 30);
    const orders = (await db.order.findMany({ select: { id: true } })).map(({ id }) => id);
    await setLane('VIP', orders.slice(0, 10));
    await setLane('BULK', orders.slice(10, 20));
    const taken: string[] = [];
    for (let call = 0; call < 10; call++) {
      const admission = await admitCalls(db, { endpointId, wanted: 1 });
      const claimed = await claimDeliveries(db, { endpointId, limit: 1, turn: admission?.turn ?? -1 });
      const found = await db.delivery.findMany({ where: { id: { in: claimed.map(({ id }) => id) } } });
      taken.push(...found.map(({ lane }) => lane));
    }
    expect(taken.filter((lane) => lane === 'VIP')).toHaveLength(6);
    expect(taken.filter((lane) => lane === 'NORMAL')).toHaveLength(3);
    expect(taken.filter((lane) => lane === 'BULK')).toHaveLength(1);
  });

  it('leave to the most urgent of the others what they have no use for', async () => {
    const endpointId = await addEndpoint(db);
    const orders = await Promise.all(Array.from({ length: 12 }, () => addPaidOrder(db)));
    await setLane('VIP', orders.slice(0, 2));
    await setLane('BULK', orders.slice(2, 4));
    const lanesOf = async (limit: number) => {
      const claimed = await claimDeliveries(db, { endpointId, limit });
      const found = await db.delivery.findMany({ where: { id: { in: claimed.map(({ id }) => id) } } });
      return found.map(({ lane }) => lane).sort();
    };
    expect(await lanesOf(10)).toEqual([...Array(7).fill('NORMAL'), 'BULK', 'VIP', 'VIP'].sort());
    expect(await lanesOf(10)).toEqual(['BULK', 'NORMAL']);
  });

  it('let VIP orders pass a backlog of 20,000 at the same rate, while the others move', async () => {
    const endpointId = await addEndpoint(db, { ratePerSecond: 50, concurrency: 16 });
    await addBacklog(db, endpointId, 10_000);
    const vips: string[] = [];
    for (let count = 0; count < 12; count++) vips.push(await addPaidOrder(db));
    await setLane('VIP', vips);
    const lanes: DeliveryLane[] = [];
    const send = async ({ body }: { body: string }) => {
      lanes.push(vips.includes(JSON.parse(body).orderId) ? 'VIP' : 'NORMAL');
      // Ends the pump after so many, however long they took.
      if (lanes.length === 30)
        await db.deliveryEndpoint.update({ where: { id: endpointId }, data: { pausedAt: new Date() } });
      return well;
    };
    await pumpEndpoint(db, { endpointId, allowedHosts: [], send });
    expect(lanes.slice(0, 30).filter((lane) => lane === 'VIP')).toHaveLength(12);
    expect(lanes.slice(0, lanes.lastIndexOf('VIP')).filter((lane) => lane === 'NORMAL').length).toBeGreaterThan(2);
  }, 60_000);
});

it('a lease does not wait for the disk, unless what was sent must not be replaced', async () => {
  const commitOf = (endpointId: string) =>
    db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL synchronous_commit = on`;
      await claimDeliveries(tx, { endpointId, limit: 1 });
      return await tx.$queryRaw`SHOW synchronous_commit`;
    });
  expect(await commitOf(await addEndpoint(db))).toEqual([{ synchronous_commit: 'off' }]);
  expect(await commitOf(await addEndpoint(db, { supersede: true }))).toEqual([{ synchronous_commit: 'on' }]);
});

describe('what stands behind another of its order', () => {
  it('is put out of the way, and comes back when that one is settled', async () => {
    const endpointId = await addEndpoint(db, { concurrency: 1 });
    const order = await addPaidOrder(db);
    for (let count = 0; count < 5; count++) await changeTestOrder(db, order);
    const other = await addPaidOrder(db);
    expect(await parkDeliveries(db, endpointId)).toBe(5);
    expect(await parkDeliveries(db, endpointId)).toBe(0);
    expect((await claimDeliveries(db, { endpointId, limit: 10 })).map(({ orderId }) => orderId)).toEqual([
      order,
      other,
    ]);
    await db.$executeRaw`UPDATE deliveries SET lease_token = NULL, lease_until = NULL, next_attempt_at = now()`;
    const sent: number[] = [];
    const send = async ({ body }: { body: string }) => {
      const message: { orderId: string; sequence: number } = JSON.parse(body);
      if (message.orderId === order) sent.push(message.sequence);
      return well;
    };
    expect(await pumpEndpoint(db, { endpointId, allowedHosts: [], send })).toMatchObject({
      delivered: 7,
      nextDueInMs: null,
    });
    expect(sent).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await parkedCount()).toBe(0);
  });

  it('is never left behind, however parking and settling meet', async () => {
    const endpointId = await addEndpoint(db, { concurrency: 8 });
    const orders = await Promise.all(Array.from({ length: 15 }, () => addPaidOrder(db)));
    const send = async () => well;
    const pumping = Promise.all(
      [1, 2].map(() => pumpEndpoint(db, { endpointId, allowedHosts: [], send, forMs: 2_500 })),
    );
    const changing = Promise.all(
      orders.map(async (order) => {
        for (let count = 0; count < 8; count++) {
          await changeTestOrder(db, order);
          await parkDeliveries(db, endpointId);
        }
      }),
    );
    await Promise.all([pumping, changing]);
    await unparkDeliveries(db);
    await pumpEndpoint(db, { endpointId, allowedHosts: [], send });
    expect(await db.delivery.count({ where: { state: 'DELIVERED' } })).toBe(15 * 9);
    // In order: what settled later has the larger sequence.
    expect(
      await db.$queryRaw`
        SELECT FROM deliveries one JOIN deliveries next USING (endpoint_id, order_id)
        WHERE next.sequence > one.sequence AND next.settled_at < one.settled_at`,
    ).toEqual([]);
  });

  it('is found by the sweep when nothing stands before it', async () => {
    const endpointId = await addEndpoint(db);
    const order = await addPaidOrder(db);
    await changeTestOrder(db, order);
    await db.delivery.updateMany({ data: { waitsBehind: 1 } });
    expect(await claimDeliveries(db, { endpointId, limit: 1 })).toEqual([]);
    expect(await unparkDeliveries(db)).toBe(1);
    expect(await claimDeliveries(db, { endpointId, limit: 2 })).toMatchObject([{ sequence: 1 }]);
    expect(await unparkDeliveries(db)).toBe(0);
  });

  it('behind a dead one goes on once that is retried', async () => {
    const endpointId = await addEndpoint(db, { maxAttempts: 1 });
    const order = await addPaidOrder(db);
    await changeTestOrder(db, order);
    const failing = async (): Promise<Answer> => ({ ...well, statusCode: 422, errorClass: 'HTTP_4XX', error: 'No.' });
    expect(await pumpEndpoint(db, { endpointId, allowedHosts: [], send: failing })).toMatchObject({
      dead: 1,
      failed: 0,
    });
    expect(await parkedCount()).toBe(1);
    const { id: deliveryId } = await db.delivery.findFirstOrThrow({ where: { state: 'DEAD' } });
    const actor = { userId: order, role: 'ADMIN', tier: 'BRONZE' } as const;
    await db.$transaction((tx) => retryDelivery(tx, { actor, deliveryId }));
    const send = async () => well;
    expect(await pumpEndpoint(db, { endpointId, allowedHosts: [], send })).toMatchObject({ delivered: 2 });
  });
});
