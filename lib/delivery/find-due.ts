import type { Db } from '@/lib/db/client';
import { firstRow, plannedAnew, rows, sql } from '@/lib/db/sql';
import { leaseMarginMs } from './claim-deliveries';
import { opensAt } from './gate-sql';
import { firstDueAt } from './line-sql';

/** Most endpoints that one wake-up or sweep looks after; the next one takes the rest. */
export const wakeSizeMax = 100;

/** Where there is room and something due, whoever is at work has taken something within this time. */
const takesWithinMs = 1_000;

/**
 * Endpoints with something due that may be sent to and that nobody is at work on.
 *
 * A lease that has just been taken is a pump's, which looks again by itself, so a wake-up would only wait behind it. One that is older may be of
 * a call that hangs, whose pump has gone, or was killed: it keeps its place, and nobody else from theirs.
 */
export async function findEndpointsToWake(db: Db): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`${plannedAnew}
      SELECT endpoint.id FROM delivery_endpoints endpoint JOIN delivery_gates gate ON gate.endpoint_id = endpoint.id
      WHERE coalesce(${opensAt} <= clock_timestamp(), true)
        AND NOT EXISTS (
          SELECT FROM deliveries leased WHERE leased.endpoint_id = endpoint.id
            AND leased.lease_until > clock_timestamp() + make_interval(secs => (endpoint.timeout_ms + ${leaseMarginMs - takesWithinMs}::int) / 1000.0))
        AND ceil(endpoint.concurrency * gate.rate_share) > (
          SELECT count(DISTINCT leased.lease_token) FROM deliveries leased
          WHERE leased.endpoint_id = endpoint.id AND leased.lease_until >= clock_timestamp())
        AND ${firstDueAt} <= clock_timestamp()
      ORDER BY endpoint.id
      LIMIT ${wakeSizeMax}`,
  );
  return found.map((endpoint) => endpoint.id);
}

/**
 * How long until the endpoint's next delivery may leave, by the database's clock: 0 when one may now, null when none waits or only a person
 * can let it go. A batch may leave when its first has waited for long enough.
 */
export async function findNextDueInMs(db: Db, endpointId: string): Promise<number | null> {
  const next = await firstRow<{ ms: number | null }>(
    db,
    sql`${plannedAnew}
      SELECT ceil(extract(epoch FROM CASE WHEN leaves_at < 'infinity' THEN leaves_at - clock_timestamp() END) * 1000)::float8 AS ms
      FROM delivery_endpoints endpoint JOIN delivery_gates gate ON gate.endpoint_id = endpoint.id
      CROSS JOIN LATERAL (SELECT ${firstDueAt} + CASE endpoint.mode
        WHEN 'BATCH' THEN make_interval(secs => endpoint.batch_wait_ms / 1000.0) ELSE interval '0' END AS due_at) first
      CROSS JOIN LATERAL (SELECT CASE WHEN first.due_at IS NOT NULL THEN greatest(first.due_at, ${opensAt}) END AS leaves_at) line
      WHERE endpoint.id = ${endpointId}::uuid`,
  );
  return next?.ms === null || next === null ? null : Math.max(0, next.ms);
}
