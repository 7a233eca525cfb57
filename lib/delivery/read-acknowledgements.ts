import type { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, rows, sql } from '@/lib/db/sql';
import type { LatencyView } from './stats-model';
import type { StatsWindow } from './stats-window';

/** What was acknowledged: how many, of them how many late and how many from before the time; how long it took from the commit. */
export type Acknowledged = {
  count: number;
  lateCount: number;
  olderCount: number;
  latencyMs: z.infer<typeof LatencyView>;
};
export const nothingAcknowledged: Acknowledged = { count: 0, lateCount: 0, olderCount: 0, latencyMs: null };

export type Acknowledgements = {
  all: Acknowledged;
  ofEndpoint: Map<string, Acknowledged>;
  /** By the number of the step, from 0. */
  inStep: Map<number, Acknowledged>;
};

type Row = {
  endpointId: string | null;
  step: number | null;
  count: number;
  lateCount: number;
  olderCount: number;
  latency: number[] | null;
};

/** What was acknowledged in a time. The percentiles are exact: of times that were measured, none in between. */
export async function readAcknowledgements(
  db: Db,
  { from, to, stepSeconds }: StatsWindow,
  endpointId?: string,
): Promise<Acknowledgements> {
  const found = await rows<Row>(
    db,
    sql`
      WITH acknowledged AS (
        SELECT delivery.endpoint_id, floor(extract(epoch FROM delivery.settled_at - ${from}::timestamptz) / ${stepSeconds}::int)::int AS step,
          extract(epoch FROM delivery.settled_at - delivery.created_at)::float8 * 1000 AS ms, endpoint.sla_ms,
          delivery.created_at < ${from}::timestamptz AS is_older
        FROM delivery_endpoints endpoint JOIN deliveries delivery ON delivery.endpoint_id = endpoint.id
        WHERE delivery.state = 'DELIVERED' AND delivery.settled_at >= ${from}::timestamptz AND delivery.settled_at < ${to}::timestamptz
          ${endpointId === undefined ? emptySql : sql`AND endpoint.id = ${endpointId}::uuid`})
      SELECT endpoint_id, step, count(*) AS count, count(*) FILTER (WHERE ms > sla_ms) AS late_count,
        count(*) FILTER (WHERE is_older) AS older_count,
        percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY ms) AS latency
      FROM acknowledged GROUP BY GROUPING SETS ((), (endpoint_id), (step))`,
  );
  const acknowledgements: Acknowledgements = { all: nothingAcknowledged, ofEndpoint: new Map(), inStep: new Map() };
  for (const row of found) {
    if (row.endpointId !== null) acknowledgements.ofEndpoint.set(row.endpointId, view(row));
    else if (row.step !== null) acknowledgements.inStep.set(row.step, view(row));
    else acknowledgements.all = view(row);
  }
  return acknowledgements;
}

function view({ count, lateCount, olderCount, latency }: Row): Acknowledged {
  const [p50, p95, p99] = latency ?? [];
  const isMeasured = p50 !== undefined && p95 !== undefined && p99 !== undefined;
  return { count, lateCount, olderCount, latencyMs: isMeasured ? { p50, p95, p99 } : null };
}
