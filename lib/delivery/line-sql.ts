import { type Sql, sql } from '@/lib/db/sql';

/** Whether it still waits, behind nothing. */
export const stillWaits = sql`(delivery.state = 'PENDING' AND delivery.waits_behind IS NULL)`;

/** The same of one that may be claimed: its time has come, and nobody is sending it. */
export const isStillDue = sql`
  (${stillWaits} AND delivery.next_attempt_at <= clock_timestamp()
    AND (delivery.lease_until IS NULL OR delivery.lease_until < clock_timestamp()))`;

/**
 * The first of the order of `delivery` that is not settled, which all others wait for: the head of its line. A resync may repeat a sequence.
 * A function of the database, because of how it is planned (migration 0032).
 */
export const headOfLine = sql`open_line(delivery.endpoint_id, delivery.order_id, 1)`;

/**
 * The `delivery` of an id, locked, unless somebody is writing it, or has since the statement began. Each is looked up by itself, and with no other
 * condition: before statistics have caught up with a backlog, the planner takes it for next to nothing, and would rather go through it, again and
 * again. By its `row_at` it is written within the same statement, for the same reason; a version from after the statement began could not be.
 */
export const lockedRow = (id: Sql) => sql`
  LATERAL (
    SELECT locked.* FROM (
      SELECT *, ctid AS row_at FROM deliveries WHERE id = ${id} LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED) locked
    JOIN deliveries seen ON seen.ctid = locked.row_at)`;

/** All lanes, the most urgent first. */
export const lanes = sql`unnest(enum_range(NULL::delivery_lane)) AS lanes(lane)`;

/**
 * Of `lanes`, what is due at an endpoint, from its front. A lease moves `next_attempt_at` to its end, so what is being sent is not due. A
 * function of the database, because of how it is planned (migration 0031).
 */
export const frontOfLane = (endpointId: string, sizeMax: number) =>
  sql`front_of_lane(${endpointId}::uuid, lanes.lane, clock_timestamp(), ${sizeMax}::int)`;

/** When the first of `endpoint` that stands behind nothing known is due; null when nothing waits. */
export const firstDueAt = sql`
  (SELECT min(front.next_attempt_at) FROM ${lanes} CROSS JOIN LATERAL front_of_lane(endpoint.id, lanes.lane, 'infinity', 1) front)`;

/** The sequence of its order that the endpoint of `delivery` got, or gets, before it: what was skipped or superseded it never gets. */
export const previousSequence = sql`
  (SELECT max(earlier.sequence) FROM deliveries earlier
    WHERE earlier.endpoint_id = delivery.endpoint_id AND earlier.order_id = delivery.order_id
      AND (earlier.sequence, earlier.id) < (delivery.sequence, delivery.id) AND earlier.state NOT IN ('SKIPPED', 'SUPERSEDED'))`;
