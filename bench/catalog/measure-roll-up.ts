import { db } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { inTransaction } from '@/lib/db/transaction';
import { rankProducts } from '@/lib/insights/queries';
import { rollUpSales } from '@/lib/insights/roll-up-sales';
import { unwrap } from '@/lib/shared/result';

const lineCounts = [10_000, 10_000_000];
/** Spread over three days, which is the worst that can happen, or over a year. */
const daySpans = [3, 365];
/** Of so many products something was sold. */
const soldCount = 10_000;
const runCount = 40;
const eventCount = 500;

/** What popular costs after so many order lines: ranking from the roll-up, and counting 500 paid orders into it. For a catalogue by fill-catalog. */
export async function measureRollUp(): Promise<Record<string, object>> {
  const now = new Date();
  const results: Record<string, object> = {};
  for (const days of daySpans) {
    for (const lines of lineCounts) {
      await execute(db(), sql`TRUNCATE product_sales, product_sales_lately`);
      // Some products sell far more than others.
      await execute(
        db(),
        sql`INSERT INTO product_sales (hour, product_id, units, revenue_won)
            SELECT date_trunc('hour', ${now}::timestamptz, 'UTC') - make_interval(hours => hour), bench_id(2, place), count(*), count(*) * 1000
            FROM (SELECT floor(random() * ${days * 24}::int)::int AS hour, 1 + floor(${soldCount}::int * random() ^ 2)::int AS place
                  FROM generate_series(1, ${lines}::int)) AS line
            GROUP BY 1, 2 ORDER BY 1, 2`,
      );
      await execute(db(), sql`ANALYZE product_sales, product_sales_lately`);
      const rowCount = await firstRow<{ count: number }>(db(), sql`SELECT count(*) FROM product_sales`);
      const ranking = await times(() => rankProducts(db(), { now }));
      const counting = await times(() => inTransaction((tx) => rollUpSales(tx, { limit: eventCount })), addEvents);
      results[`${lines.toLocaleString('en')} lines in ${days} days`] = {
        'roll-up rows': rowCount?.count,
        'rank p50, ms': ranking.p50,
        'rank p95, ms': ranking.p95,
        [`count ${eventCount} orders p50, ms`]: counting.p50,
        [`count ${eventCount} orders p95, ms`]: counting.p95,
      };
    }
  }
  return results;

  /** Paid orders of three lines each, as their events tell of them; the orders themselves are never read. */
  async function addEvents(): Promise<void> {
    unwrap(
      await inTransaction(async (tx) => {
        await execute(tx, sql`SET LOCAL session_replication_role = replica`);
        await execute(
          tx,
          sql`WITH event AS (
                INSERT INTO order_events (id, order_id, position, export_sequence, type, to_status, actor_kind, snapshot, occurred_at)
                SELECT gen_random_uuid(), gen_random_uuid(), 1, 1, 'order.paid', 'PAID', 'CUSTOMER',
                  jsonb_build_object('status', 'PAID', 'paidAt', ${now.toISOString()}::text, 'lines', (
                    SELECT jsonb_agg(jsonb_build_object('productId', bench_id(2, place), 'quantity', 2, 'cancelledQuantity', 0, 'paidWon', 2000))
                    FROM generate_series(n * 3 + 1, n * 3 + 3) AS place)),
                  ${now}
                FROM generate_series(1, ${eventCount}::int) n RETURNING id)
              INSERT INTO uncounted_sales (event_id) SELECT id FROM event`,
        );
        return { ok: true as const, value: undefined };
      }),
    );
  }
}

/** Milliseconds that the work takes, each time after what has to be there for it. */
async function times(work: () => Promise<unknown>, prepare = async () => {}): Promise<{ p50: number; p95: number }> {
  const durations: number[] = [];
  for (let run = 0; run < runCount; run++) {
    await prepare();
    const startedAt = performance.now();
    await work();
    durations.push(performance.now() - startedAt);
  }
  durations.sort((a, b) => a - b);
  const at = (share: number) => Math.round((durations[Math.floor(runCount * share)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}
