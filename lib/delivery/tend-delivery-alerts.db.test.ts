import { expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { businessMetrics } from '@/lib/http/business-metrics';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { failingCallsMin } from './alert-rules';
import { tendDeliveryAlerts } from './tend-delivery-alerts';
import { addEndpoint, addPaidOrder } from './test-orders';

const db = testDb();
const tend = (now = new Date()) => inTransaction((tx) => tendDeliveryAlerts(tx, { now })).then(unwrap);
const kinds = async () =>
  (await db.alert.findMany({ where: { recoveredAt: null }, orderBy: { kind: 'asc' } })).map(({ kind }) => kind);

/** An endpoint that is down: something dead, something overdue, calls that time out, and its breaker open. */
async function addTroubled(): Promise<string> {
  const endpointId = await addEndpoint(db);
  const [dead, late] = [await addPaidOrder(db), await addPaidOrder(db)];
  const { id: deliveryId } = await db.delivery.findFirstOrThrow({ where: { orderId: dead } });
  await db.delivery.update({ where: { id: deliveryId }, data: { state: 'DEAD', settledAt: new Date() } });
  const createdAt = later(new Date(), -minutes(20));
  await db.delivery.updateMany({ where: { orderId: late }, data: { createdAt } });
  await db.deliveryAttempt.createMany({
    data: Array.from({ length: failingCallsMin }, (_, place) => ({
      ...{ id: newId(), deliveryId, number: place + 1, durationMs: 5, errorClass: 'TIMEOUT' as const },
      startedAt: later(new Date(), -1_000),
    })),
  });
  await db.deliveryGate.update({ where: { endpointId }, data: { breaker: 'OPEN', probeAt: new Date() } });
  return endpointId;
}

it('each trouble is said once, by several at once too, and is over when it is', async () => {
  const endpointId = await addTroubled();
  await Promise.all([tend(), tend(), tend()]);
  expect(await tend()).toEqual({ raised: 0, recovered: 0 });
  expect(await db.alert.count()).toBe(5);
  expect(await kinds()).toEqual([
    'DELIVERY_DEAD',
    'DELIVERY_BACKLOG',
    'DELIVERY_FAILING',
    'CIRCUIT_OPEN',
    'SLA_BREACH',
  ]);
  expect(await db.alert.findFirst({ where: { kind: 'DELIVERY_FAILING' } })).toMatchObject({
    subject: `${endpointId}:TIMEOUT`,
    details: { endpointId, name: 'Warehouse', errorClass: 'TIMEOUT', failed: 10, calls: 10 },
  });

  await db.deliveryGate.update({ where: { endpointId }, data: { breaker: 'CLOSED', probeAt: null } });
  await db.delivery.updateMany({ data: { state: 'SKIPPED', settledAt: new Date() } });
  expect(await tend(later(new Date(), minutes(6)))).toEqual({ raised: 0, recovered: 5 });
  expect(await kinds()).toEqual([]);
  await db.delivery.updateMany({ data: { state: 'DEAD' } });
  await tend(later(new Date(), minutes(6)));
  expect(await kinds()).toEqual(['DELIVERY_DEAD']);
});

it('a breaker that opens anew soon after it has closed is one alert, and so are the failures that opened it', async () => {
  const endpointId = await addTroubled();
  const turn = (breaker: 'OPEN' | 'CLOSED', at: Date) =>
    db.deliveryGate.update({
      where: { endpointId },
      data: { breaker, breakerChangedAt: at, probeAt: breaker === 'OPEN' ? at : null, rateShare: 0.1 },
    });
  const ofBreaker = async () =>
    (await kinds()).filter((kind) => kind === 'CIRCUIT_OPEN' || kind === 'DELIVERY_FAILING').length;
  const start = new Date();
  await tend(start);
  const { details } = await db.alert.findFirstOrThrow({ where: { kind: 'DELIVERY_FAILING' } });
  // The calls that failed are long ago by now, and none was made since.
  for (const minute of [6, 8, 10]) {
    await turn('CLOSED', later(start, minutes(minute)));
    expect(await tend(later(start, minutes(minute + 1)))).toMatchObject({ raised: 0 });
    expect(await ofBreaker()).toBe(2);
    await turn('OPEN', later(start, minutes(minute + 1)));
    expect(await tend(later(start, minutes(minute + 2)))).toEqual({ raised: 0, recovered: 0 });
  }
  expect(await db.alert.findFirst({ where: { kind: 'DELIVERY_FAILING' } })).toMatchObject({ details });
  await turn('CLOSED', later(start, minutes(12)));
  expect(await tend(later(start, minutes(17)))).toEqual({ raised: 0, recovered: 2 });
  expect(await ofBreaker()).toBe(0);
});

it('the same figures are metrics, by endpoint', async () => {
  const warehouse = `endpoint_id="${await addTroubled()}",endpoint="Warehouse"`;
  const quiet = `endpoint_id="${await addEndpoint(db, { name: 'Quiet' })}",endpoint="Quiet"`;
  const text = await businessMetrics();
  for (const line of [
    `maru_deliveries_pending{${warehouse}} 1`,
    `maru_deliveries_dead{${warehouse}} 1`,
    `maru_delivery_breaker{${warehouse}} 2`,
    `maru_delivery_breaker{${quiet}} 0`,
    `maru_delivery_calls_failed_5m{${warehouse},class="TIMEOUT"} 10`,
    `maru_deliveries_delivered_5m{${warehouse}} 0`,
    'maru_database_up 1',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(new RegExp(`^maru_deliveries_oldest_pending_seconds\\{${warehouse}\\} 12\\d\\d\\.\\d+$`, 'm'));
  expect(text).not.toContain('quantile');
});

it('endpoints that share a name are told apart, and latencies are in seconds', async () => {
  const [one, other] = [await addEndpoint(db), await addEndpoint(db)];
  await addPaidOrder(db);
  const settledAt = later(new Date(), -1_000);
  const createdAt = later(settledAt, -2_500);
  await db.delivery.updateMany({ where: { endpointId: one }, data: { state: 'DELIVERED', settledAt, createdAt } });
  const text = await businessMetrics();
  expect(text).toContain(
    `maru_delivery_latency_seconds_5m{endpoint_id="${one}",endpoint="Warehouse",quantile="0.95"} 2.5`,
  );
  expect(text).toContain(`maru_deliveries_pending{endpoint_id="${other}",endpoint="Warehouse"} 1`);
});
