import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { type ClaimedMessage, sendMsMax } from './model';

/** How much longer than the longest sending a lease lasts: time to write the result. */
const leaseMarginMs = 30_000;
const leaseMs = sendMsMax + leaseMarginMs;

/**
 * Takes a waiting message, due or not, and records it as being sent: null when it is not waiting, or another is just taking it.
 *
 * One statement, so it commits by itself on a plain client; it must be committed before anything leaves.
 */
export async function claimMessage(db: Db, { messageId }: { messageId: string }): Promise<ClaimedMessage | null> {
  return await firstRow<ClaimedMessage>(
    db,
    sql`
      UPDATE messages
      SET state = 'SENDING', attempts = attempts + 1, lease = ${newId()}::uuid,
        leased_until = clock_timestamp() + make_interval(secs => ${leaseMs}::int / 1000.0)
      WHERE id = (SELECT id FROM messages WHERE id = ${messageId}::uuid AND state = 'WAITING' FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, recipient, locale, subject, text, html, attempts, unsubscribe_url, lease`,
  );
}
