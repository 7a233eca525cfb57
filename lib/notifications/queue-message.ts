import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import type { NewMessage } from './model';

/**
 * Puts a mail where it will be sent from, in the transaction of what it tells about.
 *
 * Idempotent on `dedupKey`: a message that was queued before stays as it is, whatever became of it, and `queued` is false.
 */
export async function queueMessage(
  tx: Tx,
  {
    kind,
    to,
    userId = null,
    locale,
    dedupKey,
    content,
    subscriptionId = null,
    unsubscribeUrl = null,
    now,
  }: QueueMessage,
): Promise<{ messageId: string; queued: boolean }> {
  const added = await firstRow<{ id: string }>(
    tx,
    sql`
      INSERT INTO messages
        (id, kind, recipient, user_id, locale, subject, text, html, dedup_key, subscription_id, unsubscribe_url, due_at, created_at)
      VALUES (${newId()}::uuid, ${kind}, ${to}, ${userId}::uuid, ${locale}, ${content.subject}, ${content.text}, ${content.html}, ${dedupKey},
        ${subscriptionId}::uuid, ${unsubscribeUrl}, clock_timestamp(), ${now}::timestamptz)
      ON CONFLICT (dedup_key) DO NOTHING
      RETURNING id`,
  );
  if (added) return { messageId: added.id, queued: true };
  const present = await firstRow<{ id: string }>(tx, sql`SELECT id FROM messages WHERE dedup_key = ${dedupKey}`);
  return { messageId: required(present, 'the message of that key').id, queued: false };
}

type QueueMessage = NewMessage & { now: Date };
