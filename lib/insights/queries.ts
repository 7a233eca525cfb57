import type { Db } from '@/lib/db/client';
import { execute, firstRow, rows, sql } from '@/lib/db/sql';
import { hours } from '@/lib/shared/clock';
import { popularCountMax, popularHours } from './model';

/** Orders paid in a stretch of time, and what they brought in less refunds. */
export type Sales = { orders: number; salesWon: number };

/**
 * What was sold today so far, and yesterday up to the same time of day, in the reader's time zone.
 *
 * Reads the orders placed in the last three days by their index: an order is paid within the hour in which it was placed.
 */
export async function readSalesToday(
  db: Db,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<{ today: Sales; yesterday: Sales }> {
  const sales = await firstRow<Record<'todayOrders' | 'todayWon' | 'yesterdayOrders' | 'yesterdayWon', number>>(
    db,
    sql`
      WITH day AS (
        SELECT start, (start AT TIME ZONE ${timeZone} - interval '1 day') AT TIME ZONE ${timeZone} AS start_before,
          (${now}::timestamptz AT TIME ZONE ${timeZone} - interval '1 day') AT TIME ZONE ${timeZone} AS now_before
        FROM date_trunc('day', ${now}::timestamptz, ${timeZone}) AS start)
      SELECT count(*) FILTER (WHERE paid_at >= start) AS today_orders,
        coalesce(sum(paid_won - refunded_won) FILTER (WHERE paid_at >= start), 0)::bigint AS today_won,
        count(*) FILTER (WHERE paid_at >= start_before AND paid_at < now_before) AS yesterday_orders,
        coalesce(sum(paid_won - refunded_won) FILTER (WHERE paid_at >= start_before AND paid_at < now_before), 0)::bigint
          AS yesterday_won
      FROM orders, day
      WHERE placed_at >= ${now}::timestamptz - interval '3 days' AND paid_at IS NOT NULL AND status <> 'CANCELLED'`,
  );
  return {
    today: { orders: sales?.todayOrders ?? 0, salesWon: sales?.todayWon ?? 0 },
    yesterday: { orders: sales?.yesterdayOrders ?? 0, salesWon: sales?.yesterdayWon ?? 0 },
  };
}

/** Orders that still want something of us, by state. */
export const openStatuses = ['PENDING_PAYMENT', 'PAID', 'PREPARING'] as const;
export type OpenOrders = Record<(typeof openStatuses)[number], number>;

export async function countOpenOrders(db: Db): Promise<OpenOrders> {
  const counted = await rows<{ status: keyof OpenOrders; count: number }>(
    db,
    sql`SELECT status, count(*) FROM orders WHERE status IN ('PENDING_PAYMENT', 'PAID', 'PREPARING') GROUP BY status`,
  );
  const count = (status: keyof OpenOrders) => counted.find((row) => row.status === status)?.count ?? 0;
  return { PENDING_PAYMENT: count('PENDING_PAYMENT'), PAID: count('PAID'), PREPARING: count('PREPARING') };
}

/** Variants on sale that run out, and that have. */
export async function countLowStock(db: Db): Promise<{ low: number; soldOut: number }> {
  const counted = await firstRow<{ low: number; soldOut: number }>(
    db,
    sql`
      SELECT count(*) FILTER (WHERE available > 0 AND available <= safety_min_units) AS low,
        count(*) FILTER (WHERE available = 0) AS sold_out
      FROM (
        SELECT coalesce(s.on_hand_units - s.reserved_units, 0) AS available, coalesce(s.safety_min_units, 0) AS safety_min_units
        FROM variants v
        JOIN products p ON p.id = v.product_id AND p.status = 'ACTIVE'
        LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE v.status = 'ACTIVE') AS sellable`,
  );
  return counted ?? { low: 0, soldOut: 0 };
}

/** What has not reached an endpoint: waiting or being sent, given up, and how long the oldest waits. */
export type Backlog = {
  endpoint: string;
  paused: boolean;
  pending: number;
  dead: number;
  oldestPendingSeconds: number;
};

/** The backlog of each endpoint, by name; endpoints that share a name count as one. */
export async function readBacklogs(db: Db): Promise<Backlog[]> {
  return rows<Backlog>(
    db,
    sql`
      SELECT e.name AS endpoint, bool_or(e.paused_at IS NOT NULL) AS paused,
        count(d.id) FILTER (WHERE d.state = 'PENDING') AS pending, count(d.id) FILTER (WHERE d.state = 'DEAD') AS dead,
        coalesce(extract(epoch FROM clock_timestamp() - min(d.created_at) FILTER (WHERE d.state = 'PENDING')), 0)::float8
          AS oldest_pending_seconds
      FROM delivery_endpoints e
      LEFT JOIN deliveries d ON d.endpoint_id = e.id AND d.state IN ('PENDING', 'DEAD')
      WHERE e.removed_at IS NULL
      GROUP BY e.name ORDER BY e.name`,
  );
}

/** The products that sold most in a window, the first first, as they stood at `computedAt`. */
export type Ranking = {
  products: { productId: string; unitsSold: number }[];
  window: { from: Date; to: Date };
  computedAt: Date;
};

/**
 * The top of the products on sale, by units paid less cancelled; ties go by revenue, then to the newest.
 *
 * Reads what the roll-up keeps of the window, never the orders: it costs the same whatever was sold.
 */
export async function rankProducts(db: Db, { now }: { now: Date }): Promise<Ranking> {
  await moveWindow(db, now);
  const products = await rows<{ productId: string; unitsSold: number }>(
    db,
    sql`
      SELECT sold.product_id, sold.units AS units_sold
      FROM product_sales_lately sold JOIN products p ON p.id = sold.product_id AND p.status = 'ACTIVE'
      WHERE sold.units > 0
      ORDER BY sold.units DESC, sold.revenue_won DESC, p.created_at DESC, p.id DESC LIMIT ${popularCountMax}`,
  );
  return { products, window: { from: windowStart(now), to: now }, computedAt: now };
}

/** Units of each product that sold in the window at `now`. */
export async function readSoldLately(db: Db, { now }: { now: Date }): Promise<{ productId: string; units: number }[]> {
  await moveWindow(db, now);
  return rows(db, sql`SELECT product_id, units FROM product_sales_lately WHERE units > 0`);
}

/** Whoever reads first in an hour takes off what left the window. */
async function moveWindow(db: Db, now: Date): Promise<void> {
  await execute(db, sql`SELECT move_sales_window(${windowStart(now)})`);
}

/** Of the last 72 whole hours and the present one. */
function windowStart(now: Date): Date {
  return new Date(Math.floor(now.getTime() / hours(1)) * hours(1) - hours(popularHours));
}
