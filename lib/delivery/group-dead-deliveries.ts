import type { Db } from '@/lib/db/client';
import { joinSql, plannedAnew, rows, sql } from '@/lib/db/sql';
import { deadGroupKey, errorStart, isDeadLetter, lastStatusCode } from './dead-group-sql';
import { filterConditions } from './delivery-queries';
import type { DeadGroupQuery, DeadGroups, ErrorClass } from './model';

/** Groups shown; what fails in more ways than this is counted, not listed. */
export const deadGroupsMax = 100;

type GroupRow = {
  groupKey: string;
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

/** Dead deliveries that a filter finds, by endpoint, class of error, status of the last answer and the error's beginning: the largest groups first. */
export async function groupDeadDeliveries(db: Db, filter: DeadGroupQuery): Promise<DeadGroups> {
  const found = await rows<GroupRow>(
    db,
    sql`${plannedAnew}
      SELECT ${deadGroupKey(sql`last.status_code`)} AS group_key, delivery.endpoint_id, endpoint.name AS endpoint_name,
        delivery.last_error_class::text AS error_class, last.status_code, ${errorStart} AS error,
        count(*) AS count, min(delivery.settled_at) AS first_at, max(delivery.settled_at) AS last_at,
        (array_agg(delivery.id ORDER BY delivery.settled_at DESC, delivery.id DESC))[1] AS example_id, sum(count(*)) OVER () AS dead_count
      FROM deliveries delivery JOIN delivery_endpoints endpoint ON endpoint.id = delivery.endpoint_id
      JOIN orders placed ON placed.id = delivery.order_id
      LEFT JOIN LATERAL ${lastStatusCode} last ON true
      WHERE ${isDeadLetter} AND ${joinSql(filterConditions(filter), ' AND ')}
      GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY count DESC, last_at DESC LIMIT ${deadGroupsMax}`,
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
