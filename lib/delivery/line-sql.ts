import { sql } from '@/lib/db/sql';

/**
 * For a row that is known by its id: whether it still waits, behind nothing. Written so that no index but that of the ids can be used. Before
 * the tables' statistics have caught up with a backlog, the planner takes all that waits for next to nothing, and would rather go through it.
 */
export const stillWaits = sql`(delivery.state::text = 'PENDING' AND delivery.waits_behind IS NULL)`;

/** The same of one that may be claimed: its time has come, and nobody is sending it. */
export const isStillDue = sql`
  (${stillWaits} AND delivery.next_attempt_at <= clock_timestamp()
    AND (delivery.lease_until IS NULL OR delivery.lease_until < clock_timestamp()))`;

/**
 * The first of its order that is not settled, which all others wait for: the head of the line. A resync may repeat a sequence.
 *
 * Written as a look-up of one row, which the planner does row by row in the index. NOT EXISTS it turns into a join of all open deliveries
 * with themselves, which took minutes over a backlog of 20,000 before the tables' statistics had caught up.
 */
export const headOfLine = sql`
  SELECT first.id, first.sequence FROM deliveries first
  WHERE first.endpoint_id = delivery.endpoint_id AND first.order_id = delivery.order_id AND first.state IN ('PENDING', 'DEAD')
  ORDER BY first.sequence, first.id LIMIT 1`;

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
