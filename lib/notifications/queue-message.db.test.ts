import { expect, test } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { ok, unwrap } from '@/lib/shared/result';
import { claimMessage } from './claim-message';
import type { NewMessage, SendOutcome } from './model';
import { queueMessage } from './queue-message';
import { recordSending } from './record-sending';

const db = testDb();
const now = new Date('2026-05-20T03:00:00Z');

test('a message is queued once, however often the work before it is repeated, even at the same time', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => queue()));
  expect(answers.filter(({ queued }) => queued)).toHaveLength(1);
  expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await db.message.findMany()).toMatchObject([{ state: 'WAITING', attempts: 0, subject: 'Moon jar is back' }]);
});

test('what tells of work that is rolled back is never queued', async () => {
  const failed = inTransaction(async (tx) => {
    await queueMessage(tx, message());
    throw new Error('the work fails');
  });
  await expect(failed).rejects.toThrow('the work fails');
  expect(await db.message.count()).toBe(0);
});

test('of many senders one gets the message', async () => {
  const { messageId } = await queue();
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimMessage(db, { messageId })));
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  expect(await db.message.findMany()).toMatchObject([{ state: 'SENDING', attempts: 1 }]);
});

test.each<[SendOutcome, object]>([
  [{ type: 'sent' }, { state: 'SENT', sentAt: now, captured: false }],
  [{ type: 'captured' }, { state: 'SENT', sentAt: now, captured: true }],
  [
    { type: 'postponed', error: '451 later', unreachable: false },
    { state: 'WAITING', lastError: '451 later' },
  ],
  [
    { type: 'refused', error: '550 nobody' },
    { state: 'FAILED', lastError: '550 nobody' },
  ],
  [
    { type: 'unknown', error: 'cut off' },
    { state: 'UNKNOWN', lastError: 'cut off' },
  ],
])('sending that ended as %o is recorded, and once', async (outcome, expected) => {
  const { messageId } = await queue();
  const claimed = await claimMessage(db, { messageId });
  if (!claimed) throw new Error('not claimed');
  const ending = { messageId, lease: claimed.lease, attempts: claimed.attempts, outcome, now };
  expect(await recordSending(db, { ...ending, lease: crypto.randomUUID() })).toBeNull();
  expect(await recordSending(db, ending)).not.toBeNull();
  expect(await db.message.findMany()).toMatchObject([expected]);
});

test('an address or a subject cannot bring headers of its own', async () => {
  await expect(queue({ to: 'a@b.example\r\nBcc: c@d.example' })).rejects.toThrow('messages_headers');
  await expect(queue({ content: { subject: 'a\nb', text: '', html: '' } })).rejects.toThrow('messages_headers');
});

function message(changes: Partial<NewMessage> = {}) {
  const content = { subject: 'Moon jar is back', text: 'It is back.', html: '<p>It is back.</p>' };
  return {
    kind: 'RESTOCK' as const,
    to: 'minji@maru.example',
    locale: 'en' as const,
    dedupKey: 'restock:1',
    content,
    now,
    ...changes,
  };
}

async function queue(changes: Partial<NewMessage> = {}) {
  return unwrap(await inTransaction(async (tx) => ok(await queueMessage(tx, message(changes)))));
}
