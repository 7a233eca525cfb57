import type pg from 'pg';
import { newId } from '@/lib/shared/ids';

/** About what an order with a few lines is as JSON. */
const snapshotBytes = 1_500;
const changesPerOrder = 2;

export type Endpoint = { url: string; secret: string; mode?: 'REALTIME' | 'BATCH'; batchSize?: number } & {
  ratePerSecond?: number;
  concurrency?: number;
};

/** An endpoint that takes all it is given. Gives its id. */
export async function addEndpoint(
  client: pg.Client,
  { url, secret, mode = 'REALTIME', batchSize = 100, ratePerSecond = 10_000, concurrency = 64 }: Endpoint,
): Promise<string> {
  const id = newId();
  await client.query(
    `INSERT INTO delivery_endpoints (id, name, url, secret, mode, batch_size, batch_wait_ms, rate_per_second, concurrency)
     VALUES ($1, 'Benchmark', $2, $3, $4, $5, 100, $6, $7)`,
    [id, url, secret, mode, batchSize, ratePerSecond, concurrency],
  );
  return id;
}

/** So many deliveries, each order's payment and one change, all due; statistics are not told of them. */
export async function addBacklog(client: pg.Client, endpointId: string, count: number): Promise<void> {
  await client.query('BEGIN');
  // The rows are as the app would have them; checking a million of them one by one is what takes long.
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(
    `INSERT INTO users (id, email, password_hash, name) VALUES (md5($1)::uuid, $1 || '@maru.example', 'none', '하나')`,
    [endpointId],
  );
  await client.query(
    `INSERT INTO orders (id, number, user_id, status, cart_id, cart_version, goods_won, shipping_won, total_won, paid_won, export_count,
       recipient, phone, postal_code, line1, placed_at, paid_at)
     SELECT md5($1 || n)::uuid, 'B-' || left(md5($1), 8) || n, md5($1)::uuid, 'PAID', md5('cart' || $1 || n)::uuid, 1, 12900, 3000, 15900,
       15900, $3::int, '보미', '010-0000-0000', '04524', '세종대로 110', now(), now() FROM generate_series(1, $2::int) n`,
    [endpointId, count / changesPerOrder, changesPerOrder],
  );
  await client.query(
    `INSERT INTO order_events (id, order_id, position, export_sequence, type, to_status, actor_kind, snapshot, occurred_at)
     SELECT md5('event' || $1 || n || '-' || step)::uuid, md5($1 || n)::uuid, step, step, 'order.paid', 'PAID', 'SYSTEM',
       '{"number":"B-' || n || '","lines":"' || repeat('x', $3::int) || '"}', now()
     FROM generate_series(1, $2::int) n, generate_series(1, $4::int) step`,
    [endpointId, count / changesPerOrder, snapshotBytes, changesPerOrder],
  );
  await client.query(
    `INSERT INTO deliveries (id, endpoint_id, event_id, order_id, sequence, previous_sequence, type, lane)
     SELECT md5('delivery' || $1 || n || '-' || step)::uuid, $1::uuid, md5('event' || $1 || n || '-' || step)::uuid, md5($1 || n)::uuid, step,
       nullif(step - 1, 0), 'order.paid', (CASE WHEN n % 10 = 0 THEN 'VIP' WHEN n % 10 = 1 THEN 'BULK' ELSE 'NORMAL' END)::delivery_lane
     FROM generate_series(1, $2::int) n, generate_series(1, $3::int) step`,
    [endpointId, count / changesPerOrder, changesPerOrder],
  );
  await client.query('COMMIT');
}
