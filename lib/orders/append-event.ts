import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { DoneBy, Tier } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { mailedEventTypes, type OrderEventType, type OrderStatus, salesEventTypes } from './model';
import type { OrderRow } from './order-row';
import { planDeliveries } from './plan-deliveries';
import { laneOf } from './rules';
import { snapshotOf } from './snapshot';

export type AppendEvent = {
  /** The order as the change leaves it, its counts already counting this event. */
  order: OrderRow;
  tier: Tier;
  type: OrderEventType;
  fromStatus: OrderStatus | null;
  doneBy: DoneBy;
  reason: string | null;
  now: Date;
};

/**
 * Writes the event of a change into the outbox, and queues it for the customer's mail, the sales' roll-up and every endpoint that wants it,
 * all in the transaction of the change.
 *
 * Unpaid orders never leave the house: until its payment an order has no export sequence.
 */
export async function appendEvent(
  tx: Tx,
  { order, tier, type, fromStatus, doneBy, reason, now }: AppendEvent,
): Promise<void> {
  const eventId = newId();
  const exportSequence = order.exportCount > 0 ? order.exportCount : null;
  await execute(
    tx,
    sql`WITH event AS (
          INSERT INTO order_events (id, order_id, position, export_sequence, type, from_status, to_status, actor_kind, actor_id, reason,
            snapshot, occurred_at)
          VALUES (${eventId}::uuid, ${order.id}::uuid, ${order.eventCount}, ${exportSequence}, ${type}, ${fromStatus}::order_status,
            ${order.status}::order_status, ${doneBy.kind}::actor_kind, ${doneBy.userId}::uuid, ${reason}, ${snapshotOf(order)}, ${now})
          RETURNING id, type),
        unmailed AS (INSERT INTO unmailed_order_events (event_id) SELECT id FROM event WHERE type = ANY (${mailedEventTypes}))
        INSERT INTO uncounted_sales (event_id) SELECT id FROM event WHERE type = ANY (${salesEventTypes})`,
  );
  if (exportSequence === null) return;
  const units = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  await planDeliveries(tx, { eventId, orderId: order.id, exportSequence, type, lane: laneOf({ tier, units }) });
}
