import { setTimeout as delay } from 'node:timers/promises';
import { db } from '@/lib/db/client';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { newSecret } from '@/lib/delivery/endpoint-secret';
import { findEndpointsToWake } from '@/lib/delivery/find-due';
import { pumpEndpoint } from '@/lib/delivery/pump-endpoint';
import { addPaidOrder } from '@/lib/delivery/test-orders';
import { coalesce } from '@/lib/shared/coalesce';
import { at } from '../shared/figures';
import { addEndpoint } from './add-backlog';
import { startReceiver } from './processes';

const ordersPerSecond = 5;
/** `npm run bench -- delivery latency 5` for a short look. */
const seconds = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 20);
/** As in inngest/wake-delivery.ts. */
const wakeEveryMs = 250;
/** About what it takes the embedded runner from an event to its run. */
const runnerMs = 20;

/** From the commit of an order's payment to its acknowledgement while little is going on: planned, woken, pumped, recorded. */
export async function measureLatency(databaseUrl: string): Promise<void> {
  const receiver = await startReceiver();
  try {
    const endpoint = { url: receiver.url, secret: newSecret() };
    const endpointId = await withClient(databaseUrl, (client) => addEndpoint(client, endpoint));
    let pumping: Promise<unknown> | null = null;
    const pump = async () => {
      await delay(runnerMs);
      await pumpEndpoint(db(), { endpointId, allowedHosts: [receiver.host] });
      pumping = null;
    };
    const wake = coalesce(async () => {
      if ((await findEndpointsToWake(db())).length > 0) pumping ??= pump();
    }, wakeEveryMs);
    const commits = new Map<string, number>();
    for (let order = 0; order < seconds * ordersPerSecond; order++) {
      const due = delay(1_000 / ordersPerSecond);
      const orderId = await addPaidOrder(db());
      commits.set(orderId, Date.now());
      wake();
      await due;
    }
    await pumpEndpoint(db(), { endpointId, allowedHosts: [receiver.host] });
    await pumping;
    const delivered = await db().delivery.findMany({ where: { state: 'DELIVERED' } });
    const latenciesMs = delivered.map(
      ({ orderId, settledAt }) => (settledAt?.getTime() ?? 0) - (commits.get(orderId) ?? 0),
    );
    console.table({
      [`${ordersPerSecond} orders a second`]: {
        orders: commits.size,
        delivered: delivered.length,
        'p50, ms': at(latenciesMs, 0.5),
        'p95, ms': at(latenciesMs, 0.95),
        'p99, ms': at(latenciesMs, 0.99),
      },
    });
  } finally {
    receiver.stop();
  }
}
