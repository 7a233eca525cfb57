import type { Db } from '@/lib/db/client';
import { emptySql, rows, sql } from '@/lib/db/sql';
import type { ErrorClass } from './model';
import type { StatsWindow } from './stats-window';

export type CallCount = {
  endpointId: string;
  /** The number of the step, from 0. */
  step: number;
  /** Null for those that were acknowledged. */
  errorClass: ErrorClass | null;
  count: number;
};

/** The calls that began in a time, by endpoint, step and how they ended. A batch is one call, or one for each way in which its items ended. */
export function readCalls(db: Db, { from, to, stepSeconds }: StatsWindow, endpointId?: string): Promise<CallCount[]> {
  return rows<CallCount>(
    db,
    sql`
      SELECT delivery.endpoint_id, floor(extract(epoch FROM attempt.started_at - ${from}::timestamptz) / ${stepSeconds}::int)::int AS step,
        attempt.error_class::text, count(DISTINCT coalesce(attempt.batch_id, attempt.id)) AS count
      FROM delivery_attempts attempt JOIN deliveries delivery ON delivery.id = attempt.delivery_id
      WHERE attempt.started_at >= ${from}::timestamptz AND attempt.started_at < ${to}::timestamptz
        ${endpointId === undefined ? emptySql : sql`AND delivery.endpoint_id = ${endpointId}::uuid`}
      GROUP BY 1, 2, 3`,
  );
}
