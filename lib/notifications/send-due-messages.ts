import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { markLostMessages } from './mark-lost-messages';
import type { MessageState } from './model';
import { type SendMail, sendMail } from './send-mail';
import { type Sending, sendMessage } from './send-message';

/** One run sends for so long; the next goes on. */
const sendForMs = 20_000;
/** Connections to the mail server at once. */
const parallelMax = 4;

/** What a run did. Plain data, because it is kept as a step's result. */
export type SendReport = Partial<Record<MessageState, number>> & {
  lost: number;
  /** The time was over, or the server away, before everything due was sent. */
  stopped: 'TIME' | 'UNREACHABLE' | null;
};

/**
 * Sends what is due, oldest first, and shows as UNKNOWN what a run that died was sending.
 *
 * Stops at the first sign that the mail server is away, so an outage costs each message that waits no attempts: only a few try.
 */
export async function sendDueMessages(
  db: Db,
  { now, send = sendMail, forMs = sendForMs }: { now: Date; send?: SendMail; forMs?: number },
): Promise<SendReport> {
  const report: SendReport = { lost: await markLostMessages(db), stopped: null };
  const stopAt = performance.now() + forMs;
  while (report.stopped === null) {
    const due = await findDueMessages(db, parallelMax);
    if (due.length === 0) break;
    const sendings = await Promise.all(due.map((messageId) => sendMessage(db, { messageId, now, send })));
    const ended = sendings.filter((sending) => sending !== null);
    for (const { state } of ended) if (state) report[state] = (report[state] ?? 0) + 1;
    if (ended.some(isUnreachable)) report.stopped = 'UNREACHABLE';
    else if (performance.now() >= stopAt) report.stopped = 'TIME';
  }
  return report;
}

/** The messages of an open restock wave are sent by it, which looks at the stock before each; but not those sent again by hand. */
async function findDueMessages(db: Db, limit: number): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    sql`
      SELECT m.id FROM messages m WHERE m.state = 'WAITING' AND m.due_at <= (SELECT clock_timestamp())
        AND (m.resent_at IS NOT NULL OR NOT EXISTS (
          SELECT FROM restock_subscriptions s JOIN restock_waves w ON w.id = s.wave_id
          WHERE s.message_id = m.id AND w.ended_at IS NULL))
      ORDER BY m.due_at, m.id LIMIT ${limit}`,
  );
  return due.map(({ id }) => id);
}

function isUnreachable({ outcome }: Sending): boolean {
  return outcome.type === 'postponed' && outcome.unreachable;
}
