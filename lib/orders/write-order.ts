import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { insertOrderCoupons } from './order-coupon-sql';
import type { OrderRow } from './order-row';

/** Inserts a new order with its lines and coupons, in one statement. */
export async function writeOrder(
  tx: Tx,
  { order, cartId, cartVersion }: { order: OrderRow; cartId: string; cartVersion: number },
): Promise<void> {
  const lines = order.lines.map((line, index) => ({ ...line, position: index + 1 }));
  await execute(
    tx,
    sql`WITH placed AS (
          INSERT INTO orders (id, number, user_id, status, cart_id, cart_version, goods_won, item_discount_won, order_discount_won,
            shipping_won, total_won, paid_won, recipient, phone, postal_code, line1, line2, locale, hold_expires_at, event_count, export_count,
            placed_at, paid_at, updated_at)
          VALUES (${order.id}::uuid, ${order.number}, ${order.userId}::uuid, ${order.status}::order_status, ${cartId}::uuid, ${cartVersion},
            ${order.goodsWon}, ${order.itemDiscountWon}, ${order.orderDiscountWon}, ${order.shippingWon}, ${order.totalWon},
            ${order.paidWon}, ${order.recipient}, ${order.phone}, ${order.postalCode}, ${order.line1}, ${order.line2}, ${order.locale}::locale,
            ${order.holdExpiresAt}, ${order.eventCount}, ${order.exportCount}, ${order.placedAt}, ${order.paidAt}, ${order.placedAt})
          RETURNING id), coupons AS (${insertOrderCoupons(order)})
        INSERT INTO order_lines (id, order_id, position, variant_id, product_id, sku, name, options, options_en, quantity,
          unit_price_won, discount_won, paid_won)
        SELECT (l->>'id')::uuid, placed.id, (l->>'position')::int, (l->>'variantId')::uuid, (l->>'productId')::uuid, l->>'sku',
          l->'name', l->'options', nullif(l->'optionsEn', 'null'), (l->>'quantity')::int, (l->>'unitPriceWon')::int, (l->>'discountWon')::int,
          (l->>'paidWon')::int
        FROM placed, jsonb_array_elements(${JSON.stringify(lines)}::jsonb) AS l`,
  );
}
