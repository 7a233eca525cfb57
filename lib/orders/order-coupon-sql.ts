import { type Sql, sql } from '@/lib/db/sql';
import type { OrderRow } from './order-row';

/** Inserts an order's coupons as they are frozen, for a `WITH` of the statement that writes the order. */
export function insertOrderCoupons({ id, coupons }: Pick<OrderRow, 'id' | 'coupons'>): Sql {
  const values = coupons.map(({ name, frozen }, index) => {
    return { position: index + 1, couponId: frozen.couponId, discountWon: frozen.discountWon, name, frozen };
  });
  return sql`INSERT INTO order_coupons (order_id, coupon_id, position, discount_won, name, frozen)
    SELECT ${id}::uuid, (c->>'couponId')::uuid, (c->>'position')::int, (c->>'discountWon')::int, c->'name', c->'frozen'
    FROM jsonb_array_elements(${JSON.stringify(values)}::jsonb) AS c`;
}
