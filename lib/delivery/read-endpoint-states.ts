import type { Db } from '@/lib/db/client';
import { emptySql, rows, sql } from '@/lib/db/sql';
import { backlogSql } from './backlog-sql';
import type { BreakerState, BreakerView } from './breaker-model';
import { isoOrNull } from './pages';

/** Most endpoints that figures are read of. */
export const endpointsMax = 500;

/** How an endpoint is just now. */
export type EndpointState = {
  id: string;
  name: string;
  paused: boolean;
  isGone: boolean;
  slaMs: number;
  breaker: BreakerView;
  rateShare: number;
  /** Up to `backlogCountMax`, and so is `dead`. */
  backlog: { count: number; oldestAgeSeconds: number | null };
  dead: number;
};

type Row = {
  id: string;
  name: string;
  paused: boolean;
  isGone: boolean;
  slaMs: number;
  state: BreakerState;
  isForced: boolean;
  since: Date;
  probeAt: Date | null;
  rateShare: number;
  pendingCount: number;
  deadCount: number;
  oldestAgeSeconds: number | null;
};

/** All endpoints but removed ones, or one: their breakers and backlogs. Costs an index look-up each, and the counting of what is open. */
export async function readEndpointStates(db: Db, endpointId?: string): Promise<EndpointState[]> {
  const found = await rows<Row>(
    db,
    sql`
      SELECT endpoint.id, endpoint.name, endpoint.paused_at IS NOT NULL AS paused, endpoint.is_gone, endpoint.sla_ms, gate.breaker::text AS state, gate.is_forced,
        gate.breaker_changed_at AS since, gate.probe_at, gate.rate_share, backlog.pending_count, backlog.dead_count,
        greatest(extract(epoch FROM clock_timestamp() - backlog.oldest_pending_at), 0)::float8 AS oldest_age_seconds
      FROM delivery_endpoints endpoint JOIN delivery_gates gate ON gate.endpoint_id = endpoint.id CROSS JOIN ${backlogSql}
      WHERE endpoint.removed_at IS NULL ${endpointId === undefined ? emptySql : sql`AND endpoint.id = ${endpointId}::uuid`}
      ORDER BY endpoint.id LIMIT ${endpointsMax}`,
  );
  return found.map(viewState);
}

function viewState({
  state,
  isForced,
  since,
  probeAt,
  pendingCount,
  deadCount,
  oldestAgeSeconds,
  ...row
}: Row): EndpointState {
  return {
    ...row,
    breaker: { state, forced: isForced, since: since.toISOString(), probeAt: isoOrNull(probeAt) },
    // greatest() passes over a null, which a backlog of none has.
    backlog: { count: pendingCount, oldestAgeSeconds: pendingCount === 0 ? null : oldestAgeSeconds },
    dead: deadCount,
  };
}
