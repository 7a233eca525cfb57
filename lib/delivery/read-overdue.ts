import type { Db } from '@/lib/db/client';
import { emptySql, rows, sql } from '@/lib/db/sql';
import { isCreated } from './backlog-sql';
import type { StatsWindow } from './stats-window';

export type OverdueCount = { endpointId: string /** From 0. */; step: number; count: number };

/** What is open still, dead ones too, and whose SLA ran out in a time: by endpoint, and the step in which it did. */
export function readOverdue(
  db: Db,
  { from, to, stepSeconds }: StatsWindow,
  endpointId?: string,
): Promise<OverdueCount[]> {
  const slaEnd = sql`deliveries.created_at + make_interval(secs => endpoint.sla_ms / 1000.0)`;
  // Bounds of the creation, since those are what the index of the backlog has.
  const created = (end: Date) => sql`${end}::timestamptz - make_interval(secs => endpoint.sla_ms / 1000.0)`;
  return rows<OverdueCount>(
    db,
    sql`
      SELECT deliveries.endpoint_id, floor(extract(epoch FROM ${slaEnd} - ${from}::timestamptz) / ${stepSeconds}::int)::int AS step, count(*) AS count
      FROM delivery_endpoints endpoint JOIN deliveries ON deliveries.endpoint_id = endpoint.id
      WHERE endpoint.removed_at IS NULL AND deliveries.state IN ('PENDING', 'DEAD') AND ${isCreated} AND deliveries.created_at >= ${created(from)} AND deliveries.created_at < ${created(to)}
        AND deliveries.created_at < clock_timestamp() - make_interval(secs => endpoint.sla_ms / 1000.0)
        ${endpointId === undefined ? emptySql : sql`AND endpoint.id = ${endpointId}::uuid`}
      GROUP BY 1, 2`,
  );
}
