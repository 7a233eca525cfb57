import type { Tx } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import type { Tier } from '@/lib/identity/model';
import type { OrderLineRow, OrderRow } from './order-row';

/** An order that nobody else can change until the transaction ends, with its owner's tier. */
export type LockedOrder = { order: OrderRow; tier: Tier };

/**
 * Locks an order before anything else of it; null when there is none, or it is not `userId`'s.
 *
 * FOR NO KEY UPDATE: its events and deliveries point at it.
 */
export async function lockOrder(
  tx: Tx,
  { orderId, userId }: { orderId: string; userId?: string },
): Promise<LockedOrder | null> {
  const found = await firstRow<Omit<OrderRow, 'lines'> & { tier: Tier }>(
    tx,
    sql`SELECT o.*, u.tier FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = ${orderId}::uuid FOR NO KEY UPDATE OF o`,
  );
  if (!found || (userId !== undefined && found.userId !== userId)) return null;
  const lines = await rows<OrderLineRow>(
    tx,
    sql`SELECT id, variant_id, product_id, sku, name, options, options_en, quantity, cancelled_quantity, unit_price_won, discount_won, paid_won
        FROM order_lines WHERE order_id = ${orderId}::uuid ORDER BY position`,
  );
  const { tier, ...order } = found;
  return { order: { ...order, lines }, tier };
}
