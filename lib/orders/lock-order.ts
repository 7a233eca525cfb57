import type { Db, Tx } from '@/lib/db/client';
import { emptySql, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import type { Tier } from '@/lib/identity/model';
import type { OrderLineRow, OrderRow } from './order-row';
import { readOrderCoupons } from './read-order-coupons';
import { readRefunds } from './read-refunds';

/** An order that nobody else can change until the transaction ends, with its owner's tier. */
export type LockedOrder = { order: OrderRow; tier: Tier };

/**
 * Locks an order before anything else of it; null when there is none, or it is not `userId`'s.
 *
 * FOR NO KEY UPDATE: its events and deliveries point at it.
 */
export function lockOrder(tx: Tx, named: NamedOrder): Promise<LockedOrder | null> {
  return readWhole(tx, named, sql`FOR NO KEY UPDATE OF o`);
}

/** As `lockOrder`, without the lock: for those who only look. */
export function findOrder(db: Db, named: NamedOrder): Promise<LockedOrder | null> {
  return readWhole(db, named, emptySql);
}

type NamedOrder = { orderId: string; userId?: string };

async function readWhole(db: Db, { orderId, userId }: NamedOrder, locking: Sql): Promise<LockedOrder | null> {
  const found = await firstRow<Omit<OrderRow, 'lines' | 'refunds' | 'coupons'> & { tier: Tier }>(
    db,
    sql`SELECT o.*, u.tier FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = ${orderId}::uuid ${locking}`,
  );
  if (!found || (userId !== undefined && found.userId !== userId)) return null;
  const lines = await rows<OrderLineRow>(
    db,
    sql`SELECT id, variant_id, product_id, sku, name, options, options_en, quantity, cancelled_quantity, unit_price_won, discount_won, paid_won
        FROM order_lines WHERE order_id = ${orderId}::uuid ORDER BY position`,
  );
  const { tier, ...order } = found;
  const isUntouched = lines.every((line) => line.cancelledQuantity === 0);
  const refunds = isUntouched ? [] : ((await readRefunds(db, [orderId])).get(orderId) ?? []);
  const isDiscounted = order.itemDiscountWon + order.orderDiscountWon > 0;
  const coupons = isDiscounted ? ((await readOrderCoupons(db, [orderId])).get(orderId) ?? []) : [];
  return { order: { ...order, lines, coupons, refunds }, tier };
}
