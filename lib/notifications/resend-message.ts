import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, type Result } from '@/lib/shared/result';
import type { MessageDetail, NotificationError } from './model';
import { getMessage, mayResend } from './queries';

/**
 * Makes a message that failed, or of which nobody knows, due now with a new round of attempts. One of which nobody knows may so arrive
 * twice: that is for people to decide, never for a sweep.
 *
 * Errors: `notification.notFound`; `notification.notResendable` in any other state.
 */
export async function resendMessage(
  tx: Tx,
  { actor, messageId }: { actor: Actor; messageId: string },
): Promise<Result<MessageDetail, NotificationError>> {
  assertAdmin(actor);
  await execute(tx, sql`SELECT FROM messages WHERE id = ${messageId}::uuid FOR NO KEY UPDATE`);
  const before = await getMessage(tx, messageId);
  if (!before.ok) return before;
  const { state, attempts, lastError } = before.value;
  if (!mayResend({ state })) return err({ code: 'notification.notResendable', state });
  // Without its lease, a sender of before that comes late has nothing to write.
  await execute(
    tx,
    sql`
      UPDATE messages SET state = 'WAITING', attempts = 0, due_at = clock_timestamp(), lease = NULL, leased_until = NULL,
        resent_at = clock_timestamp()
      WHERE id = ${messageId}::uuid AND state IN ('FAILED', 'UNKNOWN')`,
  );
  await writeAuditLog(tx, {
    actor,
    action: 'notification.resend',
    entityType: 'message',
    entityId: messageId,
    before: { state, attempts, lastError },
    after: { state: 'WAITING' },
  });
  return await getMessage(tx, messageId);
}
