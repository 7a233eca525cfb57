import { expect, test } from 'vitest';
import { rows, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { listToReorder } from '@/lib/inventory/list-to-reorder';
import { countStock } from '@/lib/inventory/queries';
import { unwrap } from '@/lib/shared/result';
import { cast } from './cast';
import { demoProducts } from './catalog-data';
import { seedDemo } from './seed-demo';

const db = testDb();
const now = new Date('2026-11-23T01:00:00Z');

test('the demo has something true to show on every screen, books that agree, and is made once', {
  timeout: 90_000,
}, async () => {
  expect(await seedDemo({ now })).toBe(true);
  expect(await db.user.count()).toBe(Object.keys(cast).length);
  expect(await db.product.count()).toBe(demoProducts.length);

  const statuses = await rows<{ status: string }>(db, sql`SELECT DISTINCT status::text FROM orders ORDER BY 1`);
  expect(statuses.map((row) => row.status)).toEqual([
    'DELIVERED',
    'EXPIRED',
    'PAID',
    'PENDING_PAYMENT',
    'PREPARING',
    'SHIPPED',
  ]);
  const { LOW, SOLD_OUT } = await countStock(db);
  expect(Math.min(LOW, SOLD_OUT)).toBeGreaterThan(0);
  expect(await db.stockLevel.count({ where: { onHandUnits: 1, reservedUnits: 0 } })).toBeGreaterThan(0);

  expect(await db.restockSubscription.count({ where: { state: 'WAITING' } })).toBeGreaterThan(0);
  expect(await db.restockSubscription.count({ where: { state: 'PENDING_CONFIRMATION' } })).toBeGreaterThan(0);

  const reorders = unwrap(await listToReorder(db, { limit: 100 }, { locale: 'en', now })).items;
  expect(reorders.length).toBeGreaterThan(10);
  expect(reorders.filter(({ soldPerDay }) => soldPerDay <= 0)).toEqual([]);
  const shelved = demoProducts.flatMap(({ variants }) =>
    variants.filter((one) => one.onHandUnits <= one.safetyMinUnits),
  );
  const left = await rows<{ sku: string; units: number }>(
    db,
    sql`SELECT sku, on_hand_units AS units FROM stock_levels JOIN variants ON id = variant_id
        WHERE on_hand_units <= safety_min_units ORDER BY sku COLLATE "C"`,
  );
  expect(left).toEqual(
    shelved.map(({ sku, onHandUnits: units }) => ({ sku, units })).sort((a, b) => (a.sku < b.sku ? -1 : 1)),
  );
  const outOfOrder = await rows(
    db,
    sql`SELECT id FROM (SELECT id, created_at, lag(created_at) OVER (PARTITION BY variant_id ORDER BY id) AS before FROM stock_movements) AS told
        WHERE created_at < before`,
  );
  expect(outOfOrder).toEqual([]);

  const untranslated = await rows(db, sql`SELECT sku FROM variants WHERE options <> '{}' AND options_en IS NULL`);
  expect(untranslated).toEqual([]);

  const unbalanced = await rows(
    db,
    sql`SELECT s.variant_id::text AS what FROM stock_levels s JOIN stock_movements m USING (variant_id)
          GROUP BY s.variant_id, s.on_hand_units HAVING sum(m.delta_units) <> s.on_hand_units
        UNION ALL SELECT w.user_id::text FROM wallets w LEFT JOIN ledger_entries e ON e.user_id = w.user_id
          GROUP BY w.user_id, w.balance_won HAVING coalesce(sum(e.amount_won), 0) <> w.balance_won
        UNION ALL SELECT transfer_id::text FROM ledger_entries GROUP BY transfer_id HAVING sum(amount_won) <> 0`,
  );
  expect(unbalanced).toEqual([]);
  const late = await rows(db, sql`SELECT id FROM order_events WHERE occurred_at > ${now}`);
  expect(late).toEqual([]);

  const counts = () =>
    rows(db, sql`SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM users) AS users`);
  const before = await counts();
  expect(await seedDemo({ now })).toBe(false);
  expect(await counts()).toEqual(before);
});
