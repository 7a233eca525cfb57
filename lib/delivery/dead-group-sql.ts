import { type Sql, sql } from '@/lib/db/sql';

/** Whether a `delivery` is one for somebody to decide on; what is dead at a removed endpoint is given up. */
export const isDeadLetter = sql`
  (delivery.state = 'DEAD' AND delivery.endpoint_id NOT IN (SELECT id FROM delivery_endpoints WHERE removed_at IS NOT NULL))`;

/** What differs only further on in the error's text is one group. */
const errorLengthMax = 120;

/** The beginning of a `delivery`'s last error. */
export const errorStart = sql`left(delivery.last_error, ${errorLengthMax}::int)`;

/** Of the last attempt of a `delivery`. */
export const lastStatusCode = sql`(
  SELECT status_code FROM delivery_attempts WHERE delivery_id = delivery.id ORDER BY number DESC LIMIT 1)`;

/** What is the same for each `delivery` of a group of the dead, and for no other. */
export function deadGroupKey(statusCode: Sql): Sql {
  return sql`md5(jsonb_build_array(delivery.endpoint_id, delivery.last_error_class, ${statusCode}, ${errorStart})::text)`;
}
