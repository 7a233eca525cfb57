import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { BulkTransitionInput, OrderStatus, TransitionResult } from './model';
import { actionTo, isAllowed } from './rules';

/** Which of these orders can become what is asked for as they stand now, without moving any. */
export async function previewTransitions(db: Db, { orderIds, to }: BulkTransitionInput): Promise<TransitionResult[]> {
  const found = await rows<{ id: string; status: OrderStatus }>(
    db,
    sql`SELECT id, status FROM orders WHERE id = ANY (${orderIds}::uuid[])`,
  );
  const statusOf = new Map(found.map(({ id, status }) => [id, status]));
  return orderIds.map((orderId) => {
    const status = statusOf.get(orderId) ?? null;
    if (status === null) return { orderId, ok: false, status, code: 'order.notFound' };
    return isAllowed(actionTo(to), status)
      ? { orderId, ok: true, status }
      : { orderId, ok: false, status, code: 'order.transitionNotAllowed' };
  });
}
