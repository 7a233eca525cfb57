import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { MessageState, SendOutcome } from './model';
import { decideNext } from './rules';

/**
 * Writes how sending ended, and gives the message's next state.
 *
 * It holds only under the lease's token: null when somebody has sent it anew since. After the lease's end it still counts, since it knows
 * more than UNKNOWN. One statement, so it commits by itself on a plain client.
 */
export async function recordSending(
  db: Db,
  { messageId, lease, attempts, outcome, now }: RecordSending,
): Promise<MessageState | null> {
  const next = decideNext(outcome, { attempts });
  const written = await firstRow<{ state: MessageState }>(
    db,
    sql`
      UPDATE messages
      SET state = ${next.state}::message_state, last_error = ${next.error},
        captured = ${outcome.type === 'captured'},
        sent_at = CASE WHEN ${next.state === 'SENT'} THEN ${now}::timestamptz END,
        due_at = clock_timestamp() + make_interval(secs => ${next.delaySeconds}::int)
      WHERE id = ${messageId}::uuid AND lease = ${lease}::uuid AND state IN ('SENDING', 'UNKNOWN')
      RETURNING state`,
  );
  return written?.state ?? null;
}

type RecordSending = { messageId: string; lease: string; attempts: number; outcome: SendOutcome; now: Date };
