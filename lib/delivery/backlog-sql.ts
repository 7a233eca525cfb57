import { sql } from '@/lib/db/sql';

/** True of every delivery; who says it may read the open ones by age (`deliveries_backlog`), which claims must not. */
export const isCreated = sql`deliveries.created_at > '-infinity'`;

/** A backlog is counted up to this many, so that looking at one costs no more however long it gets. */
export const backlogCountMax = 1_000_000;

const countOf = (state: 'PENDING' | 'DEAD') => sql`
  (SELECT count(*) FROM (SELECT FROM deliveries WHERE endpoint_id = endpoint.id AND state = ${state}::delivery_state AND ${isCreated}
    LIMIT ${backlogCountMax}) AS open)`;

/** `backlog` of each `endpoint`: what is open and what is dead, both up to `backlogCountMax`, and since when the oldest waits. */
export const backlogSql = sql`
  LATERAL (
    SELECT ${countOf('PENDING')} AS pending_count, ${countOf('DEAD')} AS dead_count,
      (SELECT created_at FROM deliveries WHERE endpoint_id = endpoint.id AND state = 'PENDING' AND ${isCreated}
        ORDER BY created_at LIMIT 1)
        AS oldest_pending_at) backlog`;
