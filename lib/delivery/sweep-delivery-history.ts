import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { days, later } from '@/lib/shared/clock';
import { ok, type Result } from '@/lib/shared/result';
import { retentionDays } from './sweep-deliveries';

/** Removes what breakers did, and replays and resyncs that ended, before the log's time: at most `limit` of each. */
export async function sweepDeliveryHistory(
  tx: Tx,
  { now, limit }: { now: Date; limit: number },
): Promise<Result<{ removed: number }>> {
  const before = later(now, -days(retentionDays));
  const events = await execute(
    tx,
    sql`DELETE FROM delivery_breaker_events WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM delivery_breaker_events WHERE occurred_at < ${before}::timestamptz LIMIT ${limit}))`,
  );
  const jobs = await execute(
    tx,
    sql`DELETE FROM delivery_jobs WHERE id IN (
          SELECT id FROM delivery_jobs job WHERE job.ended_at < ${before}::timestamptz
            AND NOT EXISTS (SELECT FROM deliveries resync WHERE resync.resync_id = job.id)
          ORDER BY id LIMIT ${limit})`,
  );
  return ok({ removed: events + jobs });
}
