import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { DeliveryLane } from '@/prisma/generated/client/enums';

export type PlanDeliveries = {
  eventId: string;
  orderId: string;
  exportSequence: number;
  type: string;
  lane: DeliveryLane;
};

/**
 * Puts an exported event in the queue of every endpoint that wants its type, in the transaction that changed the order.
 *
 * Paused endpoints collect too, removed ones do not. What was skipped or superseded is not one that the endpoint got before. Gives the endpoints' ids. The caller holds the order's lock, so `previous_sequence` can't be overtaken.
 */
export async function planDeliveries(tx: Tx, { eventId, orderId, exportSequence, type, lane }: PlanDeliveries) {
  // The first 15 characters of a UUIDv7 are its time and version; with random ones behind them the delivery's id grows with time too.
  const planned = await rows<{ endpointId: string }>(
    tx,
    sql`
      INSERT INTO deliveries (id, endpoint_id, event_id, order_id, sequence, previous_sequence, type, lane)
      SELECT (left(${eventId}::text, 15) || substr(gen_random_uuid()::text, 16))::uuid, endpoint.id, ${eventId}::uuid, ${orderId}::uuid,
        ${exportSequence}::int,
        (SELECT max(earlier.sequence) FROM deliveries earlier
          WHERE earlier.endpoint_id = endpoint.id AND earlier.order_id = ${orderId}::uuid AND earlier.state NOT IN ('SKIPPED', 'SUPERSEDED')),
        ${type}, ${lane}::delivery_lane
      FROM delivery_endpoints endpoint
      WHERE endpoint.removed_at IS NULL AND (cardinality(endpoint.types) = 0 OR ${type} = ANY (endpoint.types))
      RETURNING endpoint_id`,
  );
  return planned.map((delivery) => delivery.endpointId);
}
