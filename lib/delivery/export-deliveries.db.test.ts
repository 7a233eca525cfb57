import { describe, expect, it } from 'vitest';
import { byteOrderMark } from '@/lib/bulk/write-csv';
import { testDb } from '@/lib/db/test-database';
import { exportDeliveries } from './export-deliveries';
import { addEndpoint, addPaidOrder, changeTestOrder } from './test-orders';

const db = testDb();

type Query = Partial<Parameters<typeof exportDeliveries>[1]>;

async function readFile(query: Query = {}): Promise<string> {
  let text = '';
  for await (const piece of exportDeliveries(db, { locale: 'en', timeZone: 'Asia/Seoul', ...query })) text += piece;
  expect(text.startsWith(byteOrderMark)).toBe(true);
  return text.slice(1);
}

async function readRows(query: Query = {}): Promise<Record<string, string>[]> {
  const [head = [], ...body] = (await readFile(query))
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return body.map((cells) => Object.fromEntries(head.map((title, place) => [title, cells[place] ?? ''])));
}

describe('deliveries as CSV', () => {
  it('say where each stands, by the reader’s clock, newest first', async () => {
    const endpointId = await addEndpoint(db, { name: 'Warehouse' });
    const orderId = await addPaidOrder(db);
    await changeTestOrder(db, orderId, 'order.cancelled');
    const [first, second] = await db.delivery.findMany({ where: { orderId }, orderBy: { sequence: 'asc' } });
    await db.delivery.update({
      where: { id: String(first?.id) },
      data: {
        ...{ state: 'DEAD', createdAt: new Date('2026-11-23T15:00:01Z'), settledAt: new Date('2026-11-23T16:00:02Z') },
        ...{ lastErrorClass: 'HTTP_5XX', lastError: '500 Internal Server Error' },
      },
    });
    await db.deliveryEndpoint.update({ where: { id: endpointId }, data: { slaMs: 1_000 } });
    const { number } = await db.order.findUniqueOrThrow({ where: { id: orderId } });
    expect(await readRows()).toEqual([
      expect.objectContaining({
        ...{ Order: number, 'Delivery id': second?.id, Endpoint: 'Warehouse', Change: 'Cancelled', Lane: 'Normal' },
        ...{
          Sequence: '2',
          'Previous sequence': '1',
          State: 'Blocked',
          Late: '',
          Tries: '0',
          'Next try': '',
          Settled: '',
        },
      }),
      {
        ...{ Order: number, 'Delivery id': first?.id, Endpoint: 'Warehouse', Change: 'Paid', Lane: 'Normal' },
        ...{ Sequence: '1', 'Previous sequence': '', State: 'Failed', Late: 'Late', Tries: '0' },
        ...{ 'Last failure': 'Server error (5xx)', 'Failure text': '500 Internal Server Error' },
        ...{ Created: '2026-11-24 00:00:01', 'Next try': '', Settled: '2026-11-24 01:00:02' },
      },
    ]);
    expect((await readRows({ state: 'DEAD', timeZone: 'UTC' }))[0]?.Created).toBe('2026-11-23 15:00:01');
    expect((await readFile({ locale: 'ko' })).split('\r\n')[2]).toContain(
      '결제,1,,일반,실패,지연,0,상대 서버 오류 (5xx)',
    );
  });

  it('are those of the filter, page after page, each once', async () => {
    const endpointId = await addEndpoint(db);
    const orderId = await addPaidOrder(db);
    // More than two pages, copied from one that the shop itself planned.
    await db.$executeRaw`
      WITH copies AS (SELECT gen_random_uuid() AS event_id, n FROM generate_series(2, 4010) n),
        events AS (INSERT INTO order_events
          SELECT (jsonb_populate_record(e, jsonb_build_object('id', c.event_id, 'position', n, 'export_sequence', n))).*
          FROM order_events e, copies c WHERE e.order_id = ${orderId}::uuid)
      INSERT INTO deliveries
      SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'event_id', copies.event_id, 'sequence', n,
        'previous_sequence', n - 1, 'state', CASE WHEN n <= 4003 THEN 'DELIVERED' ELSE 'SKIPPED' END, 'settled_at', now()))).*
      FROM deliveries d, copies WHERE d.order_id = ${orderId}::uuid`;
    await addEndpoint(db, { name: 'Other' });
    const found = await readRows({ endpointId, state: 'DELIVERED' });
    const sequences = found.map(({ Sequence }) => Number(Sequence)).sort((a, b) => a - b);
    expect(sequences).toEqual(Array.from({ length: 4002 }, (_, n) => n + 2));
  });

  it('hold nothing that a spreadsheet would compute', async () => {
    const endpointId = await addEndpoint(db, { name: '=1+1' });
    const orderId = await addPaidOrder(db);
    await db.delivery.updateMany({
      where: { orderId },
      data: { lastErrorClass: 'HTTP_4XX', lastError: '@SUM(A1:A9)' },
    });
    expect((await readRows({ endpointId }))[0]).toMatchObject({ Endpoint: "'=1+1", 'Failure text': "'@SUM(A1:A9)" });
  });
});
