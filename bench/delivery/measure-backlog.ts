import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { newSecret } from '@/lib/delivery/endpoint-secret';
import { addBacklog, addEndpoint } from './add-backlog';
import { heapMbMax, pumpInProcess, type Receiver, startReceiver } from './processes';

const seconds = 15;
const watchedSeconds = 10;
/** So that the pump is at work when it is watched. */
const warmUpMs = 7_000;
/** `npm run bench -- delivery backlog 100000` for another number. */
const counts = process.argv.filter((argument) => /^\d+$/.test(argument)).map(Number);

/** What a backlog costs: a pump's memory and pace in a bounded heap, and what the shop's own inserts beside it lose by that. */
export async function measureBacklog(databaseUrl: string): Promise<void> {
  const receiver = await startReceiver();
  const figures: Record<string, object> = {};
  try {
    for (const count of counts.length > 0 ? counts : [10_000, 1_000_000])
      figures[`${count.toLocaleString('en')} waiting`] = await withClient(databaseUrl, (client) =>
        pumpBeside(client, receiver, count),
      );
  } finally {
    receiver.stop();
  }
  console.log(`in a heap of ${heapMbMax} MB`);
  console.table(figures);
}

async function pumpBeside(client: pg.Client, receiver: Receiver, count: number): Promise<object> {
  const endpointId = await addEndpoint(client, { url: receiver.url, secret: newSecret() });
  await addBacklog(client, endpointId, count);
  const alone = await plansPerSecond(client, endpointId);
  const pumping = pumpInProcess(endpointId, receiver.host, seconds);
  await delay(warmUpMs);
  const beside = await plansPerSecond(client, endpointId);
  const pumped = await pumping;
  return {
    'delivered per second': Math.round(pumped.delivered / pumped.seconds),
    'heap at most, MB': pumped.heapMb,
    'resident at most, MB': pumped.rssMb,
    'planned per second, nothing sent': alone,
    'planned per second, sending': beside,
  };
}

/** Events planned one by one, each in a commit of its own, as the orders' transactions do. */
async function plansPerSecond(client: pg.Client, endpointId: string): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT order_id AS id FROM deliveries WHERE endpoint_id = $1 LIMIT 1',
    [endpointId],
  );
  const stopAt = performance.now() + watchedSeconds * 1_000;
  let planned = 0;
  while (performance.now() < stopAt) {
    await client.query(
      `WITH changed AS (
         UPDATE orders SET export_count = export_count + 1 WHERE id = $1 RETURNING export_count AS sequence
       ), event AS (
         INSERT INTO order_events (id, order_id, position, export_sequence, type, to_status, actor_kind, snapshot, occurred_at)
         SELECT gen_random_uuid(), $1, sequence, sequence, 'order.status_changed', 'PAID', 'SYSTEM', '{}', now() FROM changed
         RETURNING id, export_sequence, type)
       INSERT INTO deliveries (id, endpoint_id, event_id, order_id, sequence, previous_sequence, type)
       SELECT gen_random_uuid(), $2, id, $1, export_sequence,
         (SELECT max(sequence) FROM deliveries WHERE endpoint_id = $2 AND order_id = $1), type FROM event`,
      [rows[0]?.id, endpointId],
    );
    planned++;
  }
  return Math.round(planned / watchedSeconds);
}
