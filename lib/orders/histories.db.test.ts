import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { truncateAll } from '@/lib/db/test-database';
import { type Reading, readingOf } from '@/lib/db/test-plans';
import { inTransaction } from '@/lib/db/transaction';
import { later, minutes } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import { encodeCursor } from '@/lib/shared/pagination';
import { ok, unwrap } from '@/lib/shared/result';
import { listAllOrders } from './admin-queries';
import { changeAddress } from './change-address';
import type { OrderFilter } from './order-list';
import { placeOrder } from './place-order';
import { listOrders, listWholeOrders } from './queries';
import { address, addShopper, addVariant, checkout, fillCart, noon } from './test-shop';

const ordersOfWhale = 100_000;
const ordersOfOthers = 20_000;
const otherShoppers = 200;
const limit = 10;
/** Of one part of a plan, for a page of ten: what a page needs, or as many as a search takes for few. */
const rowsReadMax = 1_001;

let whaleId: string;
let minnowId: string;
beforeAll(async () => {
  await truncateAll();
  [whaleId, minnowId] = [(await addShopper()).userId, (await addShopper()).userId];
  await fill(await addVariant());
}, 120_000);
afterAll(closeDb);

describe('a shopper with 100,000 orders', () => {
  const middle = encodeCursor([at(ordersOfWhale / 2), 'ffffffff-ffff-4fff-bfff-ffffffffffff']);
  const filters: Record<string, OrderFilter & { cursor?: string }> = {
    'the newest': {},
    'a page in the middle': { cursor: middle },
    'of a frequent state': { status: 'DELIVERED' },
    'of a rare state, long ago': { status: 'SHIPPED' },
    'of a state that none has': { status: 'CANCELLED' },
    'of a day long ago': { from: at(90_000), to: at(90_000 - 60) },
    'of a rare state, before a day': { status: 'SHIPPED', to: at(500) },
    'with a frequent word': { q: '항아리' },
    'with a frequent word in the other language': { q: 'moon' },
    'with a rare word': { q: '청화백자' },
    'with a rare word of a frequent state': { q: '청화백자', status: 'DELIVERED' },
    'with a word that only others ordered': { q: '다완' },
    'with a word that nobody ordered': { q: '자전거' },
    'with a recipient who is rare': { q: '이몽룡' },
    'with a number': { q: 'W-00070007' },
    'with two words, one rare': { q: '찻잔 이몽룡' },
  };

  it.each(Object.entries(filters))('pages as fast as one with ten: %s', async (_, filter) => {
    const request = { locale: 'ko', limit } as const;
    const tenOfTen = await readingOf(db(), (spy) => listOrders(spy, { userId: minnowId, ...request }));
    const reading = await readingOf(db(), (spy) => listOrders(spy, { userId: whaleId, ...request, ...filter }));
    expectBounded(reading);
    const searchBlocks = filter.q ? 500 : 0;
    // Indexes are deeper, and no more than that.
    expect(reading.blocksRead).toBeLessThan(tenOfTen.blocksRead * 1.5 + searchBlocks);
  });

  it('gets whole orders at the same price', async () => {
    const request = { userId: whaleId, locale: 'ko', limit, now: noon, cursor: middle } as const;
    expectBounded(await readingOf(db(), (spy) => listWholeOrders(spy, request)));
  });

  it('walks through all pages of a rare word, and finds each once', async () => {
    const numbers: string[] = [];
    let cursor: string | undefined;
    do {
      const page = unwrap(await listOrders(db(), { userId: whaleId, locale: 'ko', limit, q: '청화백자', cursor }));
      numbers.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(numbers).toHaveLength(25);
    expect(numbers).toEqual([...new Set(numbers)].sort());
  });
});

describe('the back office with all of them', () => {
  it.each(
    Object.entries({
      'the newest': {},
      'of a frequent state': { status: 'DELIVERED' },
      'of a rare state, long ago': { status: 'SHIPPED' },
      'of a day long ago': { from: at(90_000), to: at(90_000 - 60) },
      'with a frequent word': { q: '항아리' },
      'with a rare word': { q: '청화백자' },
      'with a word that nobody ordered': { q: '자전거' },
      'with a number': { q: 'W-00070007' },
    } satisfies Record<string, OrderFilter>),
  )('reads what a page needs: %s', async (_, filter) => {
    expectBounded(await readingOf(db(), (spy) => listAllOrders(spy, { locale: 'ko', limit, ...filter })));
  });
});

it('an order is found by its number, by those whom it concerns, and by its goods, also when it goes to somebody else', async () => {
  const jar = await addVariant({ units: 5 });
  const hana = await addShopper({ balanceWon: 100_000 });
  await db().user.update({ where: { id: hana.userId }, data: { name: '성춘향', email: 'chunhyang@maru.example' } });
  const cartVersion = await fillCart(hana, { [jar]: 1 });
  const { id, number } = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion))));
  const finds = async (q: string) => {
    const { items } = unwrap(await listOrders(db(), { userId: hana.userId, locale: 'ko', limit, q }));
    return items.map((order) => order.id).includes(id);
  };
  const [day, letters] = number.split('-');
  for (const q of [
    number,
    number.toLowerCase(),
    day,
    letters,
    letters?.slice(0, 4),
    '김하나',
    '하나',
    '춘향',
    'chun',
    '달항아리',
  ])
    expect(await finds(required(q, 'a word')), q).toBe(true);
  for (const q of ['향단', '달항아리 향단', "'", '%', '\\', "없' | '달", 'zz']) expect(await finds(q), q).toBe(false);
  expect(unwrap(await listAllOrders(db(), { locale: 'ko', limit, q: 'chunhyang' })).items).toMatchObject([{ id }]);

  const changed = { ...address, recipient: '향단' };
  unwrap(await inTransaction((tx) => changeAddress(tx, { actor: hana, orderId: id, address: changed, now: noon })));
  expect([await finds('향단'), await finds('김하나')]).toEqual([true, false]);
});

function expectBounded({ parts }: Reading): void {
  expect(parts.filter(({ node }) => /^Seq Scan on order/.test(node))).toEqual([]);
  // What an index puts into a bitmap is marks, not rows.
  const rowReaders = parts.filter(({ node }) => !node.startsWith('Bitmap Index Scan'));
  expect(rowReaders.filter(({ rowsRead }) => rowsRead > rowsReadMax)).toEqual([]);
}

/** When the so-manieth newest order was placed. */
function at(place: number): string {
  return later(noon, -minutes(place)).toISOString();
}

/**
 * One order a minute: the whale's, and among them some of many others. Every fourth is of a jar; of 청화백자 only 25 are, of long ago.
 * Written as Postgres writes best, triggers off; what they are found by is put together from parts that many share.
 */
async function fill(variantId: string): Promise<void> {
  const { productId } = await db().variant.findUniqueOrThrow({ where: { id: variantId } });
  const filled = inTransaction(
    async (tx) => {
      await execute(tx, sql`SET LOCAL session_replication_role = replica`);
      await execute(
        tx,
        sql`INSERT INTO users (id, email, password_hash, name)
            SELECT gen_random_uuid(), 'guest' || n || '@maru.example', 'none', '손님' FROM generate_series(1, ${otherShoppers}::int) AS n`,
      );
      await execute(
        tx,
        sql`CREATE TEMP TABLE made ON COMMIT DROP AS
            SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(row_number() OVER ()), 12, '0'))::uuid AS id, owner || '-' || lpad(place::text, 8, '0') AS number, user_id,
              ${noon}::timestamptz - make_interval(mins => place) AS placed_at,
              CASE WHEN owner = 'W' AND place > 50000 AND place % 4000 = 1 THEN 'SHIPPED' ELSE 'DELIVERED' END::order_status AS status,
              CASE WHEN owner = 'W' AND place % 20000 = 10007 THEN '이몽룡' ELSE '김하나' END AS recipient,
              CASE WHEN owner = 'O' THEN '다완 Bowl' WHEN owner = 'W' AND place > 60000 AND place % 1600 = 1 THEN '청화백자 Blue'
                WHEN place % 4 = 0 THEN '달항아리 Moonjar' ELSE '찻잔 Teacup' END AS goods
            FROM (
              SELECT 'W' AS owner, ${whaleId}::uuid AS user_id, place FROM generate_series(1, ${ordersOfWhale}::int) AS place
              UNION ALL SELECT 'M', ${minnowId}::uuid, place FROM generate_series(1, ${limit}::int) AS place
              UNION ALL SELECT 'O', u.id, place FROM generate_series(1, ${ordersOfOthers}::int) AS place
                JOIN (SELECT id, row_number() OVER () AS n FROM users WHERE name = '손님') u ON u.n = place % ${otherShoppers}::int + 1
            ) AS wanted`,
      );
      await execute(
        tx,
        sql`INSERT INTO orders (id, number, user_id, status, cart_id, cart_version, goods_won, shipping_won, total_won, paid_won, export_count,
              recipient, phone, postal_code, line1, placed_at, paid_at)
            SELECT id, number, user_id, status, id, 1, 10000, 3000, 13000, 13000, 1, recipient, '010', '04524', '110', placed_at, placed_at
            FROM made`,
      );
      await execute(
        tx,
        sql`INSERT INTO order_lines (id, order_id, position, variant_id, product_id, sku, name, options, quantity, unit_price_won, paid_won)
            SELECT id, id, 1, ${variantId}::uuid, ${productId}::uuid, 'S',
              jsonb_build_object('ko', split_part(goods, ' ', 1), 'en', split_part(goods, ' ', 2)), '{}', 1, 10000, 10000
            FROM made`,
      );
      await execute(
        tx,
        sql`WITH shared AS MATERIALIZED (
              SELECT recipient, goods, array_to_tsvector(search_grams(search_key(concat_ws(' ', recipient, goods)))) AS grams
              FROM (SELECT DISTINCT recipient, goods FROM made) AS texts)
            INSERT INTO order_searches (order_id, grams)
            SELECT m.id, s.grams || array_to_tsvector(ARRAY['@' || m.user_id, lower(left(m.number, 1))]
              || ARRAY(SELECT substr(m.number, start, 3) FROM generate_series(3, 8) AS start))
            FROM made m JOIN shared s USING (recipient, goods)`,
      );
      return ok(undefined);
    },
    { limitMs: 100_000 },
  );
  unwrap(await filled);
  await execute(db(), sql`ANALYZE orders, order_lines, order_searches, users, pictures, deliveries`);
}
