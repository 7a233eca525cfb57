import { expect, test } from 'vitest';
import { acknowledgeAlert } from '@/lib/alerts/acknowledge-alert';
import { listAlerts } from '@/lib/alerts/queries';
import { raiseAlerts } from '@/lib/alerts/raise-alerts';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { setThresholds } from '@/lib/inventory/set-thresholds';
import { addVariant, testAdmin } from '@/lib/inventory/test-products';
import { newId } from '@/lib/shared/ids';
import { ok, unwrap } from '@/lib/shared/result';
import { claimMessage } from './claim-message';
import { mailAlerts } from './mail-alerts';
import type { MessageState } from './model';
import { getMessage, listMessages } from './queries';
import { queueMessage } from './queue-message';
import { recordSending } from './record-sending';
import { resendMessage } from './resend-message';

const db = testDb();
const now = new Date('2026-05-20T03:00:00Z');
const href = 'https://maru.example/admin/alerts';
const inKorean = { locale: 'ko' as const };

test('each admin gets one mail about what came meanwhile, however many runs there are; shoppers get none', async () => {
  await addAccounts();
  await Promise.all([lowVariant(), lowVariant(), lowVariant()]);
  const runs = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => mailAlerts(tx, { href, now }))));
  expect(runs.reduce((sum, run) => sum + unwrap(run).alerts, 0)).toBe(3);
  expect(await inTransaction((tx) => mailAlerts(tx, { href, now }))).toEqual(ok({ alerts: 0, queued: 0 }));

  const mails = unwrap(await listMessages(db, { limit: 24 })).items;
  expect(new Set(mails.map(({ recipient }) => recipient))).toEqual(new Set(['hana@maru.example', 'duri@maru.example']));
  const toHana = mails.filter(({ recipient }) => recipient === 'hana@maru.example');
  const texts = await Promise.all(toHana.map(async ({ id }) => unwrap(await getMessage(db, id)).text));
  expect(texts.join('').match(/\[재고 부족\] 달항아리: 판매 가능 10개, 최소 10개/g)).toHaveLength(3);
  expect(texts[0]).toContain(href);
});

test('alerts about delivery come in a mail of their own, which says where and what', async () => {
  await addAccounts();
  await lowVariant();
  const about = { endpointId: newId(), name: '창고' };
  const alerts = [
    { kind: 'DELIVERY_DEAD' as const, subject: about.endpointId, details: { ...about, dead: 3 } },
    {
      kind: 'DELIVERY_FAILING' as const,
      subject: `${about.endpointId}:DNS`,
      details: { ...about, errorClass: 'DNS', failed: 4, calls: 9 },
    },
  ];
  await inTransaction(async (tx) => ok(await raiseAlerts(tx, alerts)));
  expect(unwrap(await inTransaction((tx) => mailAlerts(tx, { href, now })))).toEqual({ alerts: 3, queued: 4 });
  const [mail] = unwrap(await listMessages(db, { limit: 24, kind: 'DELIVERY_ALERT' })).items;
  expect(mail?.subject).toMatch(/^\[전송 .+\] 창고 외 1건$/);
  const { text } = unwrap(await getMessage(db, mail?.id ?? ''));
  expect(text).toContain('[전송 실패] 창고: 전송 포기 3건');
  expect(text).toContain('[전송 오류 증가] 창고: DNS: 5분 동안 9번 중 4번');
});

test('an alert is acknowledged once, by whoever was first, and leaves the bell; what is over is not acknowledged', async () => {
  const variantId = await lowVariant();
  const [alert] = unwrap(await listAlerts(db, { limit: 24, state: 'OPEN' }, inKorean)).items;
  const alertId = alert?.id ?? '';
  expect(alert).toMatchObject({
    kind: 'LOW_STOCK',
    state: 'OPEN',
    variant: { id: variantId, productName: '달항아리' },
  });
  const acknowledge = () =>
    inTransaction((tx) => acknowledgeAlert(tx, { actor: testAdmin, alertId, locale: 'ko', now }));
  const answers = await Promise.all([acknowledge(), acknowledge()]);
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { state: 'ACKNOWLEDGED' } });
  expect(await db.auditLog.count({ where: { action: 'alert.acknowledge', entityId: alertId } })).toBe(1);
  expect(unwrap(await listAlerts(db, { limit: 24 }, inKorean))).toMatchObject({
    openCount: 0,
    items: [{ id: alertId }],
  });

  await limit(variantId, 0);
  expect(unwrap(await listAlerts(db, { limit: 24, state: 'RECOVERED' }, inKorean)).items).toHaveLength(1);
  expect(await acknowledge()).toMatchObject({
    ok: false,
    error: { code: 'alert.notAcknowledgeable', state: 'RECOVERED' },
  });
});

test('alerts are told newest first, page by page', async () => {
  for (let count = 0; count < 5; count++) await lowVariant();
  const first = unwrap(await listAlerts(db, { limit: 3 }, inKorean));
  const second = unwrap(await listAlerts(db, { limit: 3, cursor: first.nextCursor ?? '' }, inKorean));
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(ids).toEqual([...ids].sort().reverse());
  expect([ids.length, second.nextCursor, first.openCount]).toEqual([5, null, 5]);
  expect(await listAlerts(db, { limit: 3, cursor: 'x' }, inKorean)).toMatchObject({ ok: false });
});

test.each<[MessageState, boolean]>([
  ['WAITING', false],
  ['SENDING', false],
  ['SENT', false],
  ['CANCELLED', false],
  ['FAILED', true],
  ['UNKNOWN', true],
])('a message that is %s can be sent again: %s', async (state, isResent) => {
  const messageId = await messageIn(state);
  const resent = await inTransaction((tx) => resendMessage(tx, { actor: testAdmin, messageId }));
  const code = 'notification.notResendable';
  expect(resent).toMatchObject(
    isResent ? { ok: true, value: { state: 'WAITING' } } : { ok: false, error: { code, state } },
  );
  expect(await db.auditLog.count({ where: { action: 'notification.resend' } })).toBe(isResent ? 1 : 0);
});

test('after a resend the sender of before has nothing to say', async () => {
  const messageId = await queue();
  const before = await claimMessage(db, { messageId });
  await db.message.updateMany({ data: { state: 'UNKNOWN' } });
  unwrap(await inTransaction((tx) => resendMessage(tx, { actor: testAdmin, messageId })));
  const ending = { messageId, attempts: 1, outcome: { type: 'sent' as const }, now };
  expect(await recordSending(db, { ...ending, lease: before?.lease ?? '' })).toBeNull();
  const again = await claimMessage(db, { messageId });
  expect(await recordSending(db, { ...ending, lease: before?.lease ?? '' })).toBeNull();
  expect(await recordSending(db, { ...ending, lease: again?.lease ?? '' })).toBe('SENT');
});

test('messages are found by state, by kind and by a part of the address', async () => {
  await messageIn('FAILED');
  const messageId = await queue();
  const ids = async (query: object) =>
    unwrap(await listMessages(db, { limit: 24, ...query })).items.map(({ id }) => id);
  expect(await ids({ state: 'WAITING' })).toEqual([messageId]);
  expect(await ids({ kind: 'STOCK_ALERT' })).toEqual([]);
  expect(await ids({ q: 'MARU.exa' })).toHaveLength(2);
  expect(await ids({ q: 'nobody' })).toEqual([]);
});

async function addAccounts() {
  const account = { passwordHash: 'none', name: '하나' };
  await db.user.createMany({
    data: [
      { ...account, id: newId(), email: 'hana@maru.example', role: 'ADMIN' },
      { ...account, id: newId(), email: 'duri@maru.example', role: 'ADMIN' },
      { ...account, id: newId(), email: 'gone@maru.example', role: 'ADMIN', blockedAt: now },
      { ...account, id: newId(), email: 'shopper@maru.example' },
    ],
  });
}

/** A variant whose minimum was raised to what there is. */
async function lowVariant(): Promise<string> {
  const variantId = await addVariant(10);
  await limit(variantId, 10);
  return variantId;
}

async function limit(variantId: string, safetyMinUnits: number) {
  const limits = { actor: testAdmin, variantId, safetyMinUnits, safetyMaxUnits: null };
  unwrap(await inTransaction((tx) => setThresholds(tx, limits)));
}

async function messageIn(state: MessageState): Promise<string> {
  const messageId = await queue();
  const lease = { lease: newId(), leasedUntil: now };
  await db.message.update({
    where: { id: messageId },
    data: { state, ...lease, sentAt: state === 'SENT' ? now : null },
  });
  return messageId;
}

async function queue(): Promise<string> {
  const content = { subject: 'Moon jar is back', text: 'It is back.', html: '<p>It is back.</p>' };
  const message = { kind: 'RESTOCK', to: 'minji@maru.example', locale: 'en', dedupKey: newId(), content, now } as const;
  return unwrap(await inTransaction(async (tx) => ok(await queueMessage(tx, message)))).messageId;
}
