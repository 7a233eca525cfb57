import type { Tx } from '@/lib/db/client';
import { sql } from '@/lib/db/sql';
import { later } from '@/lib/shared/clock';
import { ok, type Result } from '@/lib/shared/result';
import { endSubscriptions } from './end-subscriptions';
import { confirmationMs } from './model';

/** Ends sign-ups that nobody confirmed in time, at most `limit`. */
export async function endUnconfirmed(
  tx: Tx,
  { now, limit }: { now: Date; limit: number },
): Promise<Result<{ ended: number }>> {
  const where = sql`s.id IN (
    SELECT id FROM restock_subscriptions
    WHERE state = 'PENDING_CONFIRMATION' AND created_at <= ${later(now, -confirmationMs)} ORDER BY created_at LIMIT ${limit})
    AND s.state = 'PENDING_CONFIRMATION'`;
  const ended = await endSubscriptions(tx, { where, now });
  return ok({ ended: ended.length });
}
