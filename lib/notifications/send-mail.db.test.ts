import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { ok, unwrap } from '@/lib/shared/result';
import { claimMessage } from './claim-message';
import { queueMessage } from './queue-message';
import { sendDueMessages } from './send-due-messages';
import { startMailServer } from './test-mail-server';

const setting: { SMTP_URL?: string; MAIL_FROM: string } = { MAIL_FROM: 'Maru <shop@maru.example>' };
vi.mock('@/lib/env', async (original) => {
  const actual = await original<typeof import('@/lib/env')>();
  return { ...actual, env: () => ({ ...actual.env(), ...setting }) };
});

const db = testDb();
const now = new Date('2026-05-20T03:00:00Z');
let server: Awaited<ReturnType<typeof startMailServer>> | null = null;

beforeEach(() => {
  delete setting.SMTP_URL;
});

afterEach(async () => {
  await server?.stop();
  server = null;
});

test('a mail arrives once, as text and HTML, from the house and for one person', async () => {
  await serve();
  await queue('minji@maru.example', { unsubscribeUrl: 'https://maru.example/stop/1' });
  expect(await sendDueMessages(db, { now })).toMatchObject({ SENT: 1, stopped: null });
  expect(await sendDueMessages(db, { now })).toEqual({ lost: 0, stopped: null });

  expect(server?.received).toMatchObject([{ from: 'shop@maru.example', to: 'minji@maru.example' }]);
  const [mail] = await db.message.findMany();
  expect(mail).toMatchObject({ state: 'SENT', sentAt: now, captured: false, attempts: 1 });
  const data = server?.received[0]?.data ?? '';
  for (const part of [
    `Message-ID: <${mail?.id}@maru.example>`,
    'From: Maru <shop@maru.example>',
    'List-Unsubscribe: <https://maru.example/stop/1>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Type: text/html; charset=utf-8',
  ])
    expect(data).toContain(part);
});

test('without a mail server the mail is kept, and counts as sent', async () => {
  await queue('minji@maru.example');
  await sendDueMessages(db, { now });
  expect(await db.message.findMany()).toMatchObject([{ state: 'SENT', captured: true }]);
});

test.each([
  ['a 4xx for the recipient', { 'RCPT TO': '450 grey' }, 'WAITING', '450 grey'],
  ['a 4xx for the mail itself', { '.': '451 full' }, 'WAITING', '451 full'],
  ['a connection lost before the mail', { 'MAIL FROM': 'close' }, 'WAITING', 'closed'],
  ['a server that wants nobody', { greeting: '554 no' }, 'WAITING', '554 no'],
  ['a 5xx for the recipient', { 'RCPT TO': '550 nobody' }, 'FAILED', '550 nobody'],
  ['a 5xx for the mail itself', { '.': '552 too big' }, 'FAILED', '552 too big'],
  ['a connection lost after the mail', { '.': 'close' }, 'UNKNOWN', 'closed'],
])('%s', async (_, answers, state, error) => {
  await serve(answers);
  await queue('minji@maru.example');
  await sendDueMessages(db, { now });
  const [mail] = await db.message.findMany();
  expect(mail).toMatchObject({ state, attempts: 1, lastError: expect.stringContaining(error), sentAt: null });
  if (state === 'WAITING') expect(mail?.dueAt.getTime()).toBeGreaterThan(Date.now());
});

test('a mail server that is away costs each mail no attempt of its own, and mails go once it is back', async () => {
  await serve();
  setting.SMTP_URL = 'smtp://127.0.0.1:1';
  for (let index = 0; index < 9; index++) await queue(`shopper${index}@maru.example`);
  expect(await sendDueMessages(db, { now })).toMatchObject({ WAITING: 4, stopped: 'UNREACHABLE' });
  expect(await db.message.count({ where: { attempts: 0 } })).toBe(5);

  setting.SMTP_URL = server?.url ?? '';
  await db.message.updateMany({ data: { dueAt: new Date(0) } });
  expect(await sendDueMessages(db, { now })).toMatchObject({ SENT: 9, stopped: null });
  expect(server?.received).toHaveLength(9);
});

test('a message whose sender died shows as UNKNOWN and is not repeated, but a sender that comes late still knows', async () => {
  await serve();
  const messageId = await queue('minji@maru.example');
  const claimed = await claimMessage(db, { messageId });
  await db.message.updateMany({ data: { leasedUntil: new Date(0) } });
  expect(await sendDueMessages(db, { now })).toMatchObject({ lost: 1 });
  expect(await sendDueMessages(db, { now })).toMatchObject({ lost: 0 });
  expect(await db.message.findMany()).toMatchObject([{ state: 'UNKNOWN', lease: claimed?.lease }]);
  expect(server?.received).toEqual([]);
});

test('many senders at once send each mail once', async () => {
  await serve();
  for (let index = 0; index < 12; index++) await queue(`shopper${index}@maru.example`);
  await Promise.all([1, 2, 3].map(() => sendDueMessages(db, { now })));
  expect(new Set(server?.received.map(({ to }) => to)).size).toBe(12);
  expect(server?.received).toHaveLength(12);
});

async function serve(answers: Parameters<typeof startMailServer>[0] = {}) {
  server = await startMailServer(answers);
  setting.SMTP_URL = server.url;
}

async function queue(to: string, { unsubscribeUrl = null }: { unsubscribeUrl?: string | null } = {}) {
  const content = { subject: '달항아리가 다시 들어왔어요', text: '다시 들어왔어요.', html: '<p>다시 들어왔어요.</p>' };
  const queued = await inTransaction(async (tx) =>
    ok(
      await queueMessage(tx, {
        kind: 'RESTOCK',
        to,
        locale: 'ko',
        dedupKey: `restock:${to}`,
        content,
        unsubscribeUrl,
        now,
      }),
    ),
  );
  return unwrap(queued).messageId;
}
