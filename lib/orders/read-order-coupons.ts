import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { groupBy } from '@/lib/shared/group';
import type { OrderCouponRow } from './order-row';

/** The coupons of each order, in the order in which they applied. */
export async function readOrderCoupons(db: Db, orderIds: string[]): Promise<Map<string, OrderCouponRow[]>> {
  const found = await rows<OrderCouponRow & { orderId: string }>(
    db,
    sql`SELECT d.order_id, d.name, d.frozen, k.first_purchase_only
        FROM order_coupons d JOIN coupons c ON c.id = d.coupon_id JOIN coupon_campaigns k ON k.id = c.campaign_id
        WHERE d.order_id = ANY (${orderIds}::uuid[]) ORDER BY d.order_id, d.position`,
  );
  const byOrder = groupBy(found, ({ orderId }) => orderId);
  return new Map(
    [...byOrder].map(([orderId, coupons]) => [orderId, coupons.map(({ orderId: _order, ...coupon }) => coupon)]),
  );
}
