import type { Db } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import { isDue, isHeadOfLine } from './claim-deliveries';

export { getDelivery, listDeliveries } from './delivery-queries';
export { getEndpoint, listEndpoints } from './endpoint-queries';

/** Most endpoints that one wake-up or sweep looks after; the next one takes the rest. */
export const wakeSizeMax = 100;

/**
 * Endpoints with something due that nobody is at work on.
 *
 * Where a delivery is leased a pump is sending, and it looks again after each send, so a wake-up would only wait behind it.
 */
export async function findEndpointsToWake(db: Db): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`
      SELECT endpoint.id FROM delivery_endpoints endpoint
      WHERE endpoint.paused_at IS NULL
        AND NOT EXISTS (
          SELECT FROM deliveries leased
          WHERE leased.endpoint_id = endpoint.id AND leased.state = 'PENDING' AND leased.lease_until >= clock_timestamp())
        AND EXISTS (SELECT FROM deliveries delivery WHERE delivery.endpoint_id = endpoint.id AND ${isDue} AND ${isHeadOfLine})
      ORDER BY endpoint.id
      LIMIT ${wakeSizeMax}`,
  );
  return found.map((endpoint) => endpoint.id);
}

/** How long until the endpoint's next delivery may be claimed, by the database's clock: 0 when one is due, null when none waits. */
export async function findNextDueInMs(db: Db, endpointId: string): Promise<number | null> {
  const next = await firstRow<{ ms: number | null }>(
    db,
    sql`
      SELECT ceil(extract(epoch FROM
        min(greatest(delivery.next_attempt_at, delivery.lease_until)) - clock_timestamp()) * 1000)::float8 AS ms
      FROM deliveries delivery
      JOIN delivery_endpoints endpoint ON endpoint.id = delivery.endpoint_id AND endpoint.paused_at IS NULL
      WHERE delivery.endpoint_id = ${endpointId}::uuid AND delivery.state = 'PENDING' AND ${isHeadOfLine}`,
  );
  return next?.ms === null || next === null ? null : Math.max(0, next.ms);
}
