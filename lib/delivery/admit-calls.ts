import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { leaseMarginMs } from './claim-deliveries';
import { commitsSoon, opensAt } from './gate-sql';
import { laneOfTurn } from './lane-rules';

/** Tokens are saved up for as long as this, beside a whole one: enough that a late look loses none, too little for a stampede. */
const burstSeconds = 0.1;

export type Admission = {
  /** Calls that may be made now. */
  calls: number;
  /** The only call; it asks whether the endpoint is back. */
  isProbe: boolean;
  /** Deliveries taken before, as far as it matters to whose turn it is. */
  turn: number;
  /** Most deliveries of one call; more than one in BATCH mode. */
  callSize: number;
  /** How long a call that is not full waits for more. */
  callWaitMs: number;
  concurrency: number;
  supersede: boolean;
  /** When no call may be made: how long until it is worth asking again; null when other calls or a person must come first. */
  waitMs: number | null;
};

/**
 * Takes leave for up to `wanted` calls to an endpoint: by its token bucket, its breaker, what it asked for with Retry-After, and the calls
 * that are under way in all processes. Null when there is no such endpoint. What is not used is to be given back (`returnCalls`).
 *
 * One statement, which locks the endpoint's gate for as long as it lasts. A breaker whose time has come goes HALF_OPEN here, for one caller.
 * Two claims at the very same moment may pass the concurrency together, since leases are counted as of the statement's start.
 */
export async function admitCalls(
  db: Db,
  { endpointId, wanted }: { endpointId: string; wanted: number },
): Promise<Admission | null> {
  return await firstRow<Admission>(
    db,
    sql`
      WITH locked AS (
        SELECT * FROM delivery_gates WHERE endpoint_id = ${endpointId}::uuid FOR NO KEY UPDATE
      ), gate AS MATERIALIZED (
        -- Read after the lock, for which it may have waited.
        SELECT *, clock_timestamp() AS at FROM locked WHERE ${commitsSoon}
      ), seen AS (
        SELECT gate.*, ${opensAt} AS opens_at, endpoint.concurrency, endpoint.timeout_ms, endpoint.supersede, endpoint.batch_wait_ms,
          endpoint.rate_per_second * gate.rate_share AS rate,
          CASE endpoint.mode WHEN 'BATCH' THEN endpoint.batch_size ELSE 1 END AS call_size,
          lease.busy, lease.ends_at AS lease_ends_at
        FROM gate JOIN delivery_endpoints endpoint ON endpoint.id = gate.endpoint_id
        CROSS JOIN LATERAL (
          SELECT count(DISTINCT lease_token) AS busy, min(lease_until) AS ends_at FROM deliveries leased
          WHERE leased.endpoint_id = gate.endpoint_id AND leased.lease_until >= gate.at) lease
      ), filled AS (
        SELECT seen.*, coalesce(opens_at <= at, true) AS is_open, ceil(concurrency * rate_share) - busy AS room,
          least(tokens + rate * greatest(0, extract(epoch FROM at - refilled_at)), 1 + rate * ${burstSeconds}::float8) AS level
        FROM seen
      ), admitted AS (
        SELECT filled.*, breaker <> 'CLOSED' AS probes, CASE
          WHEN NOT is_open THEN 0
          WHEN breaker = 'CLOSED' THEN greatest(0, least(floor(level), room, ${wanted}::int))
          ELSE least(floor(level), 1, ${wanted}::int) END::int AS calls
        FROM filled
      ), updated AS (
        UPDATE delivery_gates gate
        SET tokens = admitted.level - admitted.calls, refilled_at = admitted.at,
          turn = (admitted.turn + admitted.calls * admitted.call_size) % ${laneOfTurn.length}::int,
          breaker = CASE WHEN begins.probe THEN 'HALF_OPEN' ELSE gate.breaker END,
          breaker_changed_at = CASE WHEN begins.probe AND admitted.breaker = 'OPEN' THEN admitted.at ELSE gate.breaker_changed_at END,
          probe_at = CASE WHEN begins.probe THEN NULL ELSE gate.probe_at END,
          probe_until = CASE WHEN begins.probe
            THEN admitted.at + make_interval(secs => (admitted.timeout_ms + ${leaseMarginMs}::int) / 1000.0) ELSE gate.probe_until END
        FROM admitted CROSS JOIN LATERAL (SELECT admitted.probes AND admitted.calls > 0 AS probe) begins
        WHERE gate.endpoint_id = admitted.endpoint_id
      ), noted AS (
        INSERT INTO delivery_breaker_events (id, endpoint_id, occurred_at, from_state, to_state, cause)
        SELECT ${newId()}::uuid, endpoint_id, at, 'OPEN', 'HALF_OPEN', 'WAITED' FROM admitted WHERE breaker = 'OPEN' AND calls > 0
      )
      SELECT calls, probes AND calls > 0 AS is_probe, turn, call_size, batch_wait_ms AS call_wait_ms, concurrency, supersede,
        CASE WHEN calls > 0 THEN 0
          WHEN opens_at = 'infinity' THEN NULL
          WHEN NOT is_open THEN ceil(extract(epoch FROM opens_at - at) * 1000)
          -- Until half of what may be saved up is there, so that a look is worth more than one call and none is lost.
          WHEN level < 1 THEN ceil((1 + rate * ${burstSeconds}::float8 / 2 - level) / rate * 1000)
          -- Others are at work on it, or were killed over it, which their lease's end tells.
          ELSE ceil(extract(epoch FROM lease_ends_at - at) * 1000) END::float8 AS wait_ms
      FROM admitted`,
  );
}
