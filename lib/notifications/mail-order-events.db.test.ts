import { expect, test } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { cancelOrder } from '@/lib/orders/cancel-order';
import { changeTracking } from '@/lib/orders/change-tracking';
import type { OrderRow } from '@/lib/orders/order-row';
import { payOrder } from '@/lib/orders/pay-order';
import { placeOrder } from '@/lib/orders/place-order';
import { renewHold } from '@/lib/orders/renew-hold';
import { addShopper, addVariant, checkout, fillCart, noon } from '@/lib/orders/test-shop';
import { transitionOrder } from '@/lib/orders/transition-order';
import { newId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import { unwrap } from '@/lib/shared/result';
import { mailOrderEvents } from './mail-order-events';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const orderUrl = (orderId: string) => `https://maru.example/orders/${orderId}`;

const queueMails = () => inTransaction((tx) => mailOrderEvents(tx, { orderUrl, now: noon }));

async function buy(hana: Actor, { pay = true, locale = 'ko' as Locale } = {}): Promise<OrderRow> {
  const jar = await addVariant({ units: 5, options: { 색상: '백자' }, optionsEn: { Colour: 'White' } });
  const cartVersion = await fillCart(hana, { [jar]: 3 });
  return unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion, { pay, locale }))));
}

test('each change of an order is told once, in order, however many tell at once', async () => {
  const hana = await addShopper({ balanceWon: 100_000 });
  const order = await buy(hana, { pay: false });
  const { id, number, lines } = order;
  unwrap(await inTransaction((tx) => renewHold(tx, { actor: hana, orderId: id, now: noon })));
  unwrap(await inTransaction((tx) => payOrder(tx, { actor: hana, orderId: id, now: noon })));
  const part = { actor: hana, by: 'CUSTOMER', orderId: id, reason: '하나만 뺄게요', now: noon } as const;
  const one = [{ lineId: lines[0]?.id ?? '', quantity: 1 }];
  unwrap(await inTransaction((tx) => cancelOrder(tx, { ...part, lines: one })));
  for (const to of ['PREPARING', 'SHIPPED', 'DELIVERED'] as const)
    unwrap(await inTransaction((tx) => transitionOrder(tx, { actor: admin, orderId: id, to, now: noon })));

  const told = await Promise.all(Array.from({ length: 6 }, queueMails));
  expect(told.map((report) => unwrap(report).queued).reduce((sum, queued) => sum + queued, 0)).toBe(6);
  expect(unwrap(await queueMails())).toEqual({ queued: 0, isMore: false });
  const mails = await db.message.findMany({ orderBy: { id: 'asc' } });
  expect(mails.map(({ subject }) => subject)).toEqual(
    [
      '주문을 받았습니다',
      '결제가 완료되었습니다',
      '주문의 일부가 취소되었습니다',
      '상품을 준비하고 있습니다',
      '상품이 출발했습니다',
      '배송이 완료되었습니다',
    ].map((heading) => `[마루] ${heading} (${number})`),
  );
  expect(mails[1]?.text).toContain('- 달항아리 · 백자: 10,000원 · 3개\n- 결제 금액: 33,000원 (배송비 포함)');
  expect(mails[2]?.text).toContain('10,000원을 지갑으로 돌려 드렸습니다.\n\n- 달항아리 · 백자: 10,000원 · 1개');
  expect(mails[3]?.text).toContain('- 달항아리 · 백자: 10,000원 · 2개');
  expect(mails.every(({ html }) => html.includes(orderUrl(id)))).toBe(true);
  expect(mails.every(({ text }) => !text.includes('하나만'))).toBe(true);
});

test('customers are written to in the language in which they ordered', async () => {
  const hana = await addShopper({ balanceWon: 100_000 });
  const { id, number } = await buy(hana, { locale: 'en' });
  const whole = { actor: hana, by: 'CUSTOMER', orderId: id, reason: 'No longer needed', now: noon } as const;
  unwrap(await inTransaction((tx) => cancelOrder(tx, whole)));
  unwrap(await queueMails());
  const mails = await db.message.findMany({ orderBy: { id: 'asc' } });
  expect(mails.map(({ subject, locale }) => [locale, subject])).toEqual([
    ['en', `[Maru] Your payment is complete (${number})`],
    ['en', `[Maru] Your order was cancelled (${number})`],
  ]);
  expect(mails[1]?.text).toContain('₩33,000 is back in your wallet.\n\n- 달항아리 · White: 3 × ₩10,000');
});

test('a parcel is told with its number, and where to follow it', async () => {
  const hana = await addShopper({ balanceWon: 100_000 });
  const { id, number } = await buy(hana);
  const moved = { actor: admin, orderId: id, now: noon };
  unwrap(await inTransaction((tx) => transitionOrder(tx, { ...moved, to: 'PREPARING' })));
  const tracking = { carrier: 'LOGEN', number: '90000000001' } as const;
  unwrap(await inTransaction((tx) => transitionOrder(tx, { ...moved, to: 'SHIPPED', tracking })));
  const corrected = { carrier: 'OTHER', number: 'KR123456' } as const;
  unwrap(await inTransaction((tx) => changeTracking(tx, { ...moved, tracking: corrected })));
  unwrap(await queueMails());
  const [shipped, changed] = (await db.message.findMany({ orderBy: { id: 'asc' } })).slice(2);
  expect(shipped?.text).toContain(
    '- 배송 조회: 로젠택배 90000000001\n  https://www.ilogen.com/web/personal/trace/90000000001',
  );
  expect(shipped?.html).toContain('<a href="https://www.ilogen.com/web/personal/trace/90000000001"');
  expect(changed?.subject).toBe(`[마루] 송장 번호를 알려 드립니다 (${number})`);
  expect(changed?.text).toContain('- 배송 조회: 기타 택배 KR123456\n');
});
