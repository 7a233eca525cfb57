import type { Db } from '@/lib/db/client';
import { emptySql, rows, sql } from '@/lib/db/sql';
import type { DeadGroups, ErrorClass } from './model';

/** Groups shown; what fails in more ways than this is counted, not listed. */
export const deadGroupsMax = 100;
/** What differs only further on in the error's text is one group. */
const errorLengthMax = 120;

type GroupRow = {
  endpointId: string;
  endpointName: string;
  errorClass: ErrorClass | null;
  statusCode: number | null;
  error: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  exampleId: string;
  deadCount: number;
};

/** Dead deliveries by endpoint, class of error, status of the last answer and the error's beginning: the largest groups first. */
export async function groupDeadDeliveries(
  db: Db,
  { endpointId }: { endpointId?: string | undefined },
): Promise<DeadGroups> {
  const found = await rows<GroupRow>(
    db,
    sql`
      SELECT dead.endpoint_id, endpoint.name AS endpoint_name, dead.last_error_class::text AS error_class, last.status_code,
        left(dead.last_error, ${errorLengthMax}::int) AS error, count(*) AS count, min(dead.settled_at) AS first_at, max(dead.settled_at) AS last_at,
        (array_agg(dead.id ORDER BY dead.settled_at DESC, dead.id DESC))[1] AS example_id, sum(count(*)) OVER () AS dead_count
      FROM deliveries dead JOIN delivery_endpoints endpoint ON endpoint.id = dead.endpoint_id
      LEFT JOIN LATERAL (
        SELECT status_code FROM delivery_attempts WHERE delivery_id = dead.id ORDER BY number DESC LIMIT 1) last ON true
      WHERE dead.state = 'DEAD' ${endpointId === undefined ? emptySql : sql`AND dead.endpoint_id = ${endpointId}::uuid`}
      GROUP BY 1, 2, 3, 4, 5 ORDER BY count DESC, last_at DESC LIMIT ${deadGroupsMax}`,
  );
  return { items: found.map(viewGroup), deadCount: found[0]?.deadCount ?? 0 };
}

function viewGroup({
  endpointId,
  endpointName,
  firstAt,
  lastAt,
  deadCount: _,
  ...group
}: GroupRow): DeadGroups['items'][number] {
  return {
    ...group,
    endpoint: { id: endpointId, name: endpointName },
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  };
}
