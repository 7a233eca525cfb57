import type { Tx } from '@/lib/db/client';
import { execute, joinSql, plannedAnew, rows, sql } from '@/lib/db/sql';
import { isDeadLetter } from './dead-group-sql';
import { filterConditions } from './delivery-queries';
import { ReplayFilter } from './job-model';
import type { Batch, RunningJob } from './running-job';

/** Dead deliveries that one transaction revives. */
export const replayBatchSize = 500;

/**
 * Makes the next dead deliveries of a replay due now, with a new round of attempts, in the lane that gives way to the others.
 *
 * Only those that were dead when it began: one that it revived and that died again stays dead. Locks them in the order of their ids. Throws for a
 * filter with a member that it does not know, as during a change of versions, which would find more than was counted.
 */
export async function replayNext(tx: Tx, { filter, lastId, startedAt }: RunningJob): Promise<Batch> {
  const dead = await rows<{ id: string }>(
    tx,
    sql`${plannedAnew}
      SELECT delivery.id FROM deliveries delivery JOIN orders placed ON placed.id = delivery.order_id
      WHERE ${isDeadLetter} AND delivery.settled_at <= ${startedAt}::timestamptz AND (${lastId}::uuid IS NULL OR delivery.id > ${lastId}::uuid)
        AND ${joinSql(filterConditions(ReplayFilter.parse(filter)), ' AND ')}
      ORDER BY delivery.id LIMIT ${replayBatchSize}
      FOR NO KEY UPDATE OF delivery`,
  );
  const ids = dead.map(({ id }) => id);
  await execute(
    tx,
    sql`UPDATE deliveries SET state = 'PENDING', settled_at = NULL, lane = 'BULK', attempt_count = 0, next_attempt_at = clock_timestamp()
        WHERE id = ANY (${ids}::uuid[])`,
  );
  return { done: ids.length, lastId: ids.at(-1) ?? lastId, isMore: ids.length === replayBatchSize };
}
