import type { Db } from '@/lib/db/client';
import { claimMessage } from './claim-message';
import type { MessageState, SendOutcome } from './model';
import { recordSending } from './record-sending';
import { type SendMail, sendMail } from './send-mail';

/** How it ended; `state` is null when somebody else had taken the message over meanwhile. */
export type Sending = { outcome: SendOutcome; state: MessageState | null };

/**
 * Sends one waiting message: records that it is being sent, sends it, records how that ended. Null when it is not waiting.
 *
 * On a plain client, for each record commits by itself and nothing is open while it sends. At most once: killed in between, the message
 * stays SENDING, then shows as UNKNOWN, and is sent again by people only.
 */
export async function sendMessage(
  db: Db,
  { messageId, now, send = sendMail }: { messageId: string; now: Date; send?: SendMail },
): Promise<Sending | null> {
  const message = await claimMessage(db, { messageId });
  if (!message) return null;
  const outcome = await send(message);
  const { lease, attempts } = message;
  return { outcome, state: await recordSending(db, { messageId, lease, attempts, outcome, now }) };
}
