import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { readingOf } from '@/lib/db/test-plans';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { later } from '@/lib/shared/clock';
import { firstIdAt, newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { listDeliveries } from './delivery-queries';
import { groupDeadDeliveries } from './group-dead-deliveries';
import type { ReplayFilter } from './job-model';
import { DeadGroups, DeliveryQuery, type ErrorClass } from './model';
import { readDeliveryStats } from './read-delivery-stats';
import { readStateCounts } from './read-state-counts';
import { replayDeliveries } from './replay-deliveries';
import { DeliveryStats, type DeliveryStatsQuery } from './stats-model';
import { statsWindow } from './stats-window';
import { addBacklog, addEndpoint, addPaidOrder, changeTestOrder } from './test-orders';

const db = testDb();
const noon = new Date('2026-03-01T12:00:00.000Z');
const at = (seconds: number) => later(noon, seconds * 1_000);
const stats = async (query: DeliveryStatsQuery) =>
  DeliveryStats.strict().parse(unwrap(await readDeliveryStats(db, { query, now: at(3_600) })));
const hour = { from: noon.toISOString(), to: at(3_600).toISOString() };

/** A delivery of an order of its own, made and settled at these seconds after noon. */
async function deliver({ madeAt, settledAt, state = 'DELIVERED' }: Delivered): Promise<string> {
  const orderId = await addPaidOrder(db);
  const id = idAt(at(madeAt));
  const settled = settledAt === undefined ? {} : { settledAt: at(settledAt), state };
  await db.delivery.updateMany({ where: { orderId }, data: { id, createdAt: at(madeAt), ...settled } });
  return id;
}
/** As one made then has it: the first 15 characters are its time. */
const idAt = (moment: Date) => firstIdAt(moment).slice(0, 15) + newId().slice(15);
type Delivered = { madeAt: number; settledAt?: number; state?: 'DELIVERED' | 'DEAD' | 'SKIPPED' };

const attempt = (deliveryId: string, startedAt: number, errorClass: ErrorClass | null, more: object = {}) =>
  db.deliveryAttempt.create({
    data: { id: newId(), deliveryId, number: 1, startedAt: at(startedAt), durationMs: 5, errorClass, ...more },
  });

describe('figures', () => {
  it('are those that one gets by hand', async () => {
    const endpointId = await addEndpoint(db);
    // 5 s, 10 s, … 100 s: eight of them are above the SLA of a minute.
    for (let seconds = 1; seconds <= 20; seconds++) await deliver({ madeAt: 60, settledAt: 60 + 5 * seconds });
    const stillOpen = await deliver({ madeAt: 120 });
    const dead = await deliver({ madeAt: 1_000, settledAt: 1_001, state: 'DEAD' });
    await deliver({ madeAt: 1_000, settledAt: 1_002, state: 'SKIPPED' });
    await deliver({ madeAt: -10, settledAt: -1 });
    await deliver({ madeAt: 3_590, settledAt: 3_600 });
    const batch = { batchId: newId(), batchCount: 2 };
    await attempt(dead, 1_000, 'HTTP_5XX', batch);
    await attempt(stillOpen, 1_000, 'HTTP_5XX', batch);
    await attempt(dead, 1_030, 'DNS', { number: 2 });
    await attempt(dead, 1_040, null, { number: 3 });
    await attempt(dead, 3_600, 'TLS', { number: 4 });

    const found = await stats(hour);
    expect(found).toMatchObject({
      states: { PENDING: 1, BLOCKED: 0, DELIVERED: 21, DEAD: 1, SUPERSEDED: 0, SKIPPED: 1 },
      errorClasses: { HTTP_5XX: 1, DNS: 1, TLS: 0, TIMEOUT: 0 },
      ...{ delivered: 20, slaBreaches: 8 + 2, latencyMs: { p50: 50_000, p95: 95_000, p99: 100_000 } },
      ...{ backlog: { count: 1 }, stepSeconds: 60 },
      endpoints: [
        { id: endpointId, name: 'Warehouse', delivered: 20, slaBreaches: 10, dead: 1, breaker: { state: 'CLOSED' } },
      ],
    });
    expect(found.backlog.oldestAgeSeconds).toBeGreaterThan(0);
    expect(found.overTime).toHaveLength(60);
    const busy = found.overTime.flatMap(({ at: step, latencyMs, ...counts }) =>
      Object.values(counts).some((count) => count > 0)
        ? [[(new Date(step).getTime() - noon.getTime()) / 60_000, ...Object.values(counts), latencyMs?.p50 ?? null]]
        : [],
    );
    // Minute, delivered, failed, late, p50. Settled at 65, 70, …, 160 s: 11 in the first minute after the first, 9 in the next.
    expect(busy).toEqual([
      [1, 11, 0, 0, 30_000],
      [2, 9, 0, 8, 80_000],
      [3, 0, 0, 1, null],
      [16, 0, 1, 0, null],
      [17, 0, 1, 1, null],
    ]);
  });

  it('are of one endpoint where one is asked for, and say what is blocked', async () => {
    const [one, other] = [await addEndpoint(db, { name: 'One' }), await addEndpoint(db, { name: 'Other' })];
    const orderId = await addPaidOrder(db);
    await changeTestOrder(db, orderId);
    await db.delivery.updateMany({
      where: { endpointId: one, sequence: 1 },
      data: { state: 'DEAD', settledAt: new Date() },
    });
    const query = {
      endpointId: one,
      from: later(new Date(), -1_000_000).toISOString(),
      to: later(new Date(), 1_000_000).toISOString(),
    };
    expect((await stats(query)).states).toMatchObject({ DEAD: 1, BLOCKED: 1, PENDING: 0 });
    expect((await stats({ ...query, endpointId: other })).states).toMatchObject({ DEAD: 0, BLOCKED: 0, PENDING: 2 });
    expect((await stats(query)).endpoints.map(({ name }) => name)).toEqual(['One']);
  });

  it('are read of what was made about then, however much is older or newer', async () => {
    const endpointId = await addEndpoint(db);
    await addBacklog(db, endpointId, 1_000);
    await db.$executeRaw`UPDATE deliveries SET id = ('01' || substr(id::text, 3))::uuid, created_at = '2025-01-01'`;
    await deliver({ madeAt: 10, settledAt: 11, state: 'DEAD' });
    await deliver({ madeAt: 20 });
    const window = unwrap(statsWindow(hour, noon));
    for (const asked of [undefined, endpointId]) {
      const { parts } = await readingOf(db, (spy) => readStateCounts(spy, window, asked));
      expect(Math.max(...parts.map(({ rowsRead }) => rowsRead))).toBeLessThan(100);
      expect(await readStateCounts(db, window, asked)).toMatchObject({ DEAD: 1, PENDING: 1, BLOCKED: 0 });
    }
  });

  it('cover the last day unless said, 90 days at most, and never more than 60 steps', async () => {
    await addEndpoint(db);
    expect((await stats({})).from).toBe(at(3_600 - 86_400).toISOString());
    for (const days of [1 / 24, 1, 7, 89.99, 90]) {
      const { overTime, stepSeconds } = await stats({ from: at(3_600 - days * 86_400).toISOString() });
      expect(overTime.length).toBeLessThanOrEqual(60);
      expect(overTime.length * stepSeconds).toBeGreaterThanOrEqual(days * 86_400);
    }
    const refusal = { ok: false, error: { code: 'delivery.badWindow', daysMax: 90 } };
    const ask = (query: DeliveryStatsQuery) => readDeliveryStats(db, { query, now: at(3_600) });
    expect(await ask({ from: at(3_600 - 91 * 86_400).toISOString() })).toEqual(refusal);
    expect(await ask({ from: hour.to, to: hour.from })).toEqual(refusal);
    expect(await ask({ endpointId: newId() })).toMatchObject({ error: { code: 'delivery.endpointNotFound' } });
  });
});

describe('dead deliveries', () => {
  it('are grouped by endpoint, class, status and what was said', async () => {
    const endpointId = await addEndpoint(db);
    await die(10, 'HTTP_5XX', 500);
    const last = await die(30, 'HTTP_5XX', 500);
    await die(20, 'HTTP_5XX', 500);
    await die(5, 'HTTP_5XX', 503);
    await die(40, 'NETWORK', null);
    const { items, deadCount } = DeadGroups.parse(await groupDeadDeliveries(db, { endpointId }));
    expect(deadCount).toBe(5);
    expect(items).toMatchObject([
      {
        ...{ errorClass: 'HTTP_5XX', statusCode: 500, error: 'The receiver answered 500.', count: 3, exampleId: last },
        ...{
          firstAt: at(10).toISOString(),
          lastAt: at(30).toISOString(),
          endpoint: { id: endpointId, name: 'Warehouse' },
        },
      },
      { errorClass: 'NETWORK', statusCode: null, count: 1 },
      { errorClass: 'HTTP_5XX', statusCode: 503, count: 1 },
    ]);
    expect(await groupDeadDeliveries(db, { endpointId: newId() })).toEqual({ items: [], deadCount: 0 });
  });

  it('are the same whether grouped, listed or replayed by a filter, and a replay of a group finds that group', async () => {
    const endpointId = await addEndpoint(db);
    const told = 'x'.repeat(120);
    const id = await die(10, 'HTTP_5XX', 500);
    await die(20, 'HTTP_5XX', 502, { lastError: 'The receiver answered 500.' });
    await die(30, 'HTTP_5XX', 500, { lastError: 'Twice: The receiver answered 500. The receiver answered 500.' });
    const earlier = await die(40, 'HTTP_4XX', 404);
    await die(50, 'NETWORK', null, { lastError: `${told}1` });
    await die(60, 'NETWORK', null, { lastError: `${told}2` });
    await die(70, null, null, { lastError: null });
    // Made when its id says it, or a little before, as the list takes for granted.
    await db.delivery.update({ where: { id: earlier }, data: { createdAt: at(-1_800) } });
    const thisMoment = noon.toISOString();
    const { orderId, order } = await db.delivery.findUniqueOrThrow({ where: { id }, include: { order: true } });
    const expected: [ReplayFilter, number[]][] = [
      [{}, [2, 1, 1, 1, 1, 1]],
      [{ endpointId }, [2, 1, 1, 1, 1, 1]],
      [{ errorClass: 'HTTP_5XX' }, [1, 1, 1]],
      // What every one of them failed with at first is not what it died of.
      [{ errorClass: 'DNS' }, []],
      [{ q: 'RECEIVER answered 500' }, [1, 1, 1]],
      [{ q: 'Twice' }, [1]],
      [{ q: told.slice(40) }, [2]],
      [{ q: order.number }, [1]],
      [{ q: id }, [1]],
      [{ orderId }, [1]],
      [{ orderId, errorClass: 'NETWORK' }, []],
      [{ from: thisMoment }, [2, 1, 1, 1, 1]],
      [{ to: thisMoment }, [1]],
      [{ to: thisMoment, q: 'answered 404' }, [1]],
      [{ from: thisMoment, q: 'answered 404' }, []],
    ];
    for (const [filter, counts] of expected) {
      const { items, deadCount } = await groupDeadDeliveries(db, filter);
      expect([filter, items.map(({ count }) => count)]).toEqual([filter, counts]);
      const total = counts.reduce((sum, count) => sum + count, 0);
      const list = unwrap(await listDeliveries(db, DeliveryQuery.parse({ ...filter, state: 'DEAD' })));
      expect([deadCount, list.items.length, await replayCount(filter)]).toEqual([total, total, total]);
      for (const { groupKey, count } of items) expect(await replayCount({ ...filter, groupKey })).toBe(count);
    }
  });
});

async function die(seconds: number, lastErrorClass: ErrorClass | null, statusCode: number | null, more: Died = {}) {
  const id = await deliver({ madeAt: 0, settledAt: seconds, state: 'DEAD' });
  const lastError = statusCode ? `The receiver answered ${statusCode}.` : 'It could not be reached.';
  await db.delivery.update({ where: { id }, data: { lastErrorClass, lastError, ...more } });
  await attempt(id, seconds - 1, 'DNS', { number: 1 });
  await attempt(id, seconds, lastErrorClass, { number: 2, statusCode });
  return id;
}
type Died = { lastError?: string | null };

async function replayCount(filter: ReplayFilter): Promise<number> {
  const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
  return unwrap(await inTransaction((tx) => replayDeliveries(tx, { actor, filter, dryRun: true }))).count;
}
