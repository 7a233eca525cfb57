import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { headOfLine } from './line-sql';

/** Looked at on either end of an endpoint's parked deliveries. */
const unparkSizeMax = 5_000;

/**
 * Frees what is parked behind nothing: the head of its line all the same. Gives how many.
 *
 * That takes a delivery which is planned, parked and to be freed within one statement's time, so it is among the newest; whatever else might
 * be left behind is among the oldest once the others are gone. So a long line is looked at on both ends, and costs no more than a short one.
 */
export async function unparkDeliveries(db: Db): Promise<number> {
  return await execute(
    db,
    sql`
      WITH parked AS MATERIALIZED (
        SELECT delivery.* FROM delivery_endpoints endpoint CROSS JOIN LATERAL (
          (SELECT id, endpoint_id, order_id FROM deliveries
            WHERE endpoint_id = endpoint.id AND state = 'PENDING' AND waits_behind IS NOT NULL
            ORDER BY endpoint_id, id LIMIT ${unparkSizeMax})
          UNION
          (SELECT id, endpoint_id, order_id FROM deliveries
            WHERE endpoint_id = endpoint.id AND state = 'PENDING' AND waits_behind IS NOT NULL
            ORDER BY endpoint_id DESC, id DESC LIMIT ${unparkSizeMax})) delivery
      ), free AS MATERIALIZED (
        SELECT delivery.id FROM parked delivery WHERE delivery.id = (SELECT id FROM ${headOfLine})
      )
      UPDATE deliveries delivery SET waits_behind = NULL FROM free WHERE delivery.id = free.id AND delivery.state::text = 'PENDING'`,
  );
}
