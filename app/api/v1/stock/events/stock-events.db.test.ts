import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { db as client } from '@/lib/db/client';
import { stopListening } from '@/lib/db/listen';
import { execute, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { openStreamCount, streamsPerNetworkMax } from '@/lib/http/event-stream';
import { doneBySystem } from '@/lib/identity/model';
import { releaseStock } from '@/lib/inventory/release-stock';
import { reserveStock } from '@/lib/inventory/reserve-stock';
import { sellStock } from '@/lib/inventory/sell-stock';
import { addVariant } from '@/lib/orders/test-shop';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { GET as ASK } from '../route';
import { GET } from './route';

const db = testDb();
const readers: Reader[] = [];
const soon = { timeout: 10_000 };

afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.leave()));
  expect(openStreamCount()).toBe(0);
});
afterAll(stopListening);

/** The newest that a reader was told of each variant or product. */
type Reader = {
  told: Map<string, { availableUnits: number; stockStatus: string; asOf: string }>;
  text: string;
  leave: () => Promise<void>;
};

function ask(query: string, { from = '198.51.100.7' } = {}): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/v1/stock/events?${query}`, {
    headers: { 'x-forwarded-for': from },
  });
  return GET(request, { params: Promise.resolve({}) });
}

async function follow(query: string): Promise<Reader> {
  const response = await ask(query);
  expect(response.headers.get('content-type')).toMatch('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  const stream = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const reader: Reader = { told: new Map(), text: '', leave: () => stream.cancel() };
  readers.push(reader);
  void readAll(stream, reader);
  return reader;
}

async function readAll(stream: ReadableStreamDefaultReader<Uint8Array>, reader: Reader): Promise<void> {
  for (;;) {
    const { done, value } = await stream.read();
    if (done) return;
    reader.text += new TextDecoder().decode(value);
    for (const [, data] of reader.text.matchAll(/^data: (.*)$/gm)) {
      const stock = JSON.parse(String(data));
      reader.told.set(stock.variantId ?? stock.productId, stock);
    }
  }
}

async function sell(variantId: string, units: number): Promise<void> {
  const order = { orderId: newId(), doneBy: doneBySystem, now: new Date() };
  unwrap(await inTransaction((tx) => sellStock(tx, { lines: [{ variantId, units }], ...order })));
}

const units = (reader: Reader, id: string) => reader.told.get(id)?.availableUnits;

test('tells how it is, then what each commit made of it: sales, holds and their end', async () => {
  const [jar, cup] = [await addVariant({ units: 5 }), await addVariant({ units: 3 })];
  const reader = await follow(`variantIds=${jar},${cup}`);
  await vi.waitFor(() => expect([units(reader, jar), units(reader, cup)]).toEqual([5, 3]), soon);
  expect(reader.text).toMatch(/^retry: \d+\n\nevent: stock\nid: \S+\ndata: \{"variantId"/);
  expect(reader.told.get(jar)).toEqual({
    variantId: jar,
    availableUnits: 5,
    stockStatus: 'IN_STOCK',
    asOf: expect.any(String),
  });

  const lines = [{ variantId: jar, units: 2 }];
  await sell(jar, 1);
  await vi.waitFor(() => expect(units(reader, jar)).toBe(4), soon);
  unwrap(await inTransaction((tx) => reserveStock(tx, { lines })));
  await vi.waitFor(() => expect(units(reader, jar)).toBe(2), soon);
  unwrap(await inTransaction((tx) => releaseStock(tx, { lines })));
  await vi.waitFor(() => expect(units(reader, jar)).toBe(4), soon);
  await sell(jar, 4);
  await vi.waitFor(
    () => expect(reader.told.get(jar)).toMatchObject({ availableUnits: 0, stockStatus: 'SOLD_OUT' }),
    soon,
  );
  expect(units(reader, cup)).toBe(3);
});

test('a product is its variants together; what is not on sale, or not there, is sold out', async () => {
  const jar = await addVariant({ units: 5 });
  const { productId } = await db.variant.findUniqueOrThrow({ where: { id: jar } });
  const nowhere = newId();
  const reader = await follow(`productIds=${productId}&variantIds=${nowhere}`);
  await vi.waitFor(() => expect([units(reader, productId), units(reader, nowhere)]).toEqual([5, 0]), soon);
  expect(reader.text).toContain('event: productStock\n');
  await sell(jar, 2);
  await vi.waitFor(() => expect(units(reader, productId)).toBe(3), soon);
  await db.product.update({ where: { id: productId }, data: { status: 'ARCHIVED' } });
  const later = await follow(`productIds=${productId}`);
  await vi.waitFor(
    () => expect([reader, later].map((one) => one.told.get(productId)?.stockStatus)).toEqual(['SOLD_OUT', 'SOLD_OUT']),
    soon,
  );
});

test('asked for at once they are as the stream tells them', async () => {
  const jar = await addVariant({ units: 5 });
  const { productId } = await db.variant.findUniqueOrThrow({ where: { id: jar } });
  const nowhere = newId();
  const answer = await ASK(
    new Request(`http://localhost:3000/api/v1/stock?variantIds=${jar},${nowhere}&productIds=${productId}`),
    { params: Promise.resolve({}) },
  );
  const asOf = expect.any(String);
  expect(await answer.json()).toEqual({
    variants: [
      { variantId: jar, availableUnits: 5, stockStatus: 'IN_STOCK', asOf },
      { variantId: nowhere, availableUnits: 0, stockStatus: 'SOLD_OUT', asOf },
    ],
    products: [{ productId, availableUnits: 5, stockStatus: 'IN_STOCK', asOf }],
  });
});

test('many who follow the same things cost one read, and one who does not read holds only the newest', async () => {
  const jar = await addVariant({ units: 200 });
  const asleep = (await ask(`variantIds=${jar}`)).body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const awake = await Promise.all(Array.from({ length: 50 }, () => follow(`variantIds=${jar}`)));
  await vi.waitFor(() => expect(awake.map((reader) => units(reader, jar))).toEqual(awake.map(() => 200)), soon);
  const statements = vi.spyOn(client(), '$queryRaw');
  for (let sale = 0; sale < 20; sale++) await sell(jar, 1);
  await vi.waitFor(() => expect(awake.map((reader) => units(reader, jar))).toEqual(awake.map(() => 180)), soon);
  const reads = statements.mock.calls.filter(([query]) =>
    String((query as { sql?: string }).sql).includes('AS on_sale'),
  );
  // A commit may cost more than one, but no reader has one of their own.
  expect(reads.length).toBeLessThan(50);

  const taken = new TextDecoder().decode((await asleep.read()).value);
  expect([...taken.matchAll(/"availableUnits":(\d+)/g)].map(([, left]) => left)).toEqual(['180']);
  await asleep.cancel();
});

test('what was changed while nobody could hear is told once the connection is back', async () => {
  const jar = await addVariant({ units: 5 });
  const reader = await follow(`variantIds=${jar}`);
  await vi.waitFor(() => expect(units(reader, jar)).toBe(5), soon);
  // Announced to nobody, as when the announcement is lost.
  await execute(db, sql`UPDATE stock_levels SET on_hand_units = 1 WHERE variant_id = ${jar}::uuid`);
  await execute(
    db,
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'maru listen' AND datname = current_database()`,
  );
  await vi.waitFor(() => expect(units(reader, jar)).toBe(1), soon);
});

test('refuses before it begins: nothing or too much to follow, one address too often, no database', async () => {
  const jar = await addVariant({ units: 5 });
  const code = async (response: Response) => [response.status, (await response.json()).code];
  const ids = (count: number) => Array.from({ length: count }, newId).join(',');
  expect(await code(await ask(''))).toEqual([400, 'http.badInput']);
  expect(await code(await ask(`variantIds=${jar},x`))).toEqual([400, 'http.badInput']);
  expect(await code(await ask(`variantIds=${ids(60)}&productIds=${ids(60)}`))).toEqual([400, 'http.badInput']);
  expect(
    (await ask(`variantIds=${jar}`).then((response) => response.body?.cancel().then(() => response)))?.status,
  ).toBe(200);

  const open = await Promise.all(Array.from({ length: streamsPerNetworkMax }, () => ask(`variantIds=${jar}`)));
  const refused = await ask(`variantIds=${jar}`);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await code(refused)).toEqual([429, 'http.tooManyStreams']);
  const elsewhere = await ask(`variantIds=${jar}`, { from: '203.0.113.9' });
  expect(elsewhere.status).toBe(200);
  for (const response of [...open, elsewhere]) await response.body?.cancel();

  vi.spyOn(client(), '$queryRaw').mockRejectedValue(Object.assign(new Error('gone'), { code: 'P1001' }));
  expect(await code(await ask(`variantIds=${jar}`))).toEqual([503, 'http.unavailable']);
});
