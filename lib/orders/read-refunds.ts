import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { groupBy } from '@/lib/shared/group';
import type { RefundRow } from './order-row';

/** What was cancelled of each order, oldest first. */
export async function readRefunds(db: Db, orderIds: string[]): Promise<Map<string, RefundRow[]>> {
  const found = await rows<RefundRow & { orderId: string }>(
    db,
    sql`SELECT c.order_id, c.id, c.refund_won, c.reclaimed_discount_won, c.reason, c.actor_kind AS by, c.created_at AS cancelled_at,
          (SELECT json_agg(json_build_object('lineId', x.line_id, 'quantity', x.units) ORDER BY l.position)
           FROM cancelled_lines x JOIN order_lines l ON l.id = x.line_id WHERE x.cancellation_id = c.id) AS lines
        FROM cancellations c WHERE c.order_id = ANY (${orderIds}::uuid[]) ORDER BY c.order_id, c.position`,
  );
  const byOrder = groupBy(found, ({ orderId }) => orderId);
  return new Map(
    [...byOrder].map(([orderId, refunds]) => [orderId, refunds.map(({ orderId: _order, ...refund }) => refund)]),
  );
}
