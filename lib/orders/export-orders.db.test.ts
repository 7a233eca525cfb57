import { describe, expect, it } from 'vitest';
import { byteOrderMark } from '@/lib/bulk/write-csv';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { type AdminOrderFilter, listAllOrders } from './admin-queries';
import { cancelOrder } from './cancel-order';
import { expireOrder } from './expire-order';
import { exportOrders } from './export-orders';
import { exportTitles } from './export-words';
import { type OrderPaymentState, orderFulfilmentStates, orderPaymentStates } from './model';
import { placeOrder } from './place-order';
import { fulfilmentStates } from './rules';
import { address, addShopper, addVariant, checkout, fillCart, noon } from './test-shop';
import { transitionOrder } from './transition-order';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };

async function addOrder({ pay = true, units = 1, lines = 1, at = noon, shippingAddress = address } = {}) {
  const shopper = await addShopper({ balanceWon: 200_000 });
  const variants: Record<string, number> = {};
  for (let i = 0; i < lines; i++) variants[await addVariant({ units })] = units;
  const cartVersion = await fillCart(shopper, variants);
  const request = checkout(shopper, cartVersion, { pay, now: at, shippingAddress });
  return { ...unwrap(await inTransaction((tx) => placeOrder(tx, request))), shopper };
}

type Query = Partial<Parameters<typeof exportOrders>[1]>;

async function readRows(query: Query = {}): Promise<Record<string, string>[]> {
  let text = '';
  for await (const piece of exportOrders(db, { locale: 'ko', timeZone: 'Asia/Seoul', ...query })) text += piece;
  expect(text.startsWith(byteOrderMark)).toBe(true);
  const [head = [], ...body] = text
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return body.map((cells) => Object.fromEntries(head.map((title, place) => [title, cells[place] ?? ''])));
}

describe('orders as CSV', () => {
  it('have a row for each line, and their own amounts once, so that columns add up to what came in', async () => {
    const { id, number, shopper } = await addOrder({ lines: 2, units: 2 });
    const part = { actor: admin, by: 'ADMIN', orderId: id, reason: '파손', now: noon } as const;
    const [line] = await db.orderLine.findMany({ where: { orderId: id }, orderBy: { position: 'asc' } });
    unwrap(
      await inTransaction((tx) => cancelOrder(tx, { ...part, lines: [{ lineId: String(line?.id), quantity: 1 }] })),
    );
    const other = await addOrder({ at: later(noon, minutes(1)) });
    const found = await readRows();
    expect(found.map((row) => row['주문 번호'])).toEqual([other.number, number, number]);
    expect(found.map((row) => row['주문 결제 금액'])).toEqual(['13000', '43000', '']);
    expect(found[1]).toMatchObject({
      '주문 시각': '2026-11-23 12:00',
      결제: '일부 환불',
      배송: '준비 전',
      이메일: `${shopper.userId}@maru.example`,
      상품: '달항아리',
      수량: '2',
      '취소 수량': '1',
      금액: '20000',
      '주문 환불 금액': '10000',
      연락처: '010-1234-5678',
      주소: '(04524) 세종대로 110',
    });
    expect(found[2]).toMatchObject({
      '주문 번호': number,
      '취소 수량': '0',
      '주문 환불 금액': '',
      '받는 분': '김하나',
    });
    const paidWon = found.reduce((sum, row) => sum + Number(row['주문 결제 금액']), 0);
    expect(paidWon).toBe((await db.order.aggregate({ _sum: { paidWon: true } }))._sum.paidWon);
    expect(exportTitles.en).toHaveLength(exportTitles.ko.length);
  });

  it('are those of the filter, page after page, each once', async () => {
    const kept = await addOrder();
    const variantId = await addVariant({ units: 1_000 });
    // More than two pages, copied from an order that the shop itself made.
    await db.$executeRaw`
      WITH copies AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, 450) n),
        orders AS (INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', c.id, 'number', 'C-' || c.n, 'cart_id', c.id))).*
          FROM orders o, copies c WHERE o.id = ${kept.id}::uuid RETURNING id)
      INSERT INTO order_lines (id, order_id, position, variant_id, product_id, sku, name, options, quantity, unit_price_won, paid_won)
      SELECT gen_random_uuid(), orders.id, 1, ${variantId}::uuid, l.product_id, l.sku, l.name, l.options, 1, 10000, 10000
      FROM orders, order_lines l WHERE l.order_id = ${kept.id}::uuid`;
    await addOrder({ pay: false });
    const numbers = (await readRows({ status: 'PAID' })).map((row) => row['주문 번호']);
    expect(new Set(numbers)).toEqual(new Set([kept.number, ...Array.from({ length: 450 }, (_, n) => `C-${n + 1}`)]));
    expect(numbers).toHaveLength(451);
  });

  it('hold nothing that a spreadsheet would compute, or take the zeros from', async () => {
    const shippingAddress = { ...address, recipient: '=HYPERLINK("x")', phone: '01098765432' };
    const { id, shopper } = await addOrder({ shippingAddress });
    await db.user.update({ where: { id: shopper.userId }, data: { name: '＋1' } });
    for (const to of ['PREPARING', 'SHIPPED'] as const) {
      const tracking = to === 'SHIPPED' ? ({ carrier: 'HANJIN', number: '0123456789012' } as const) : undefined;
      unwrap(await inTransaction((tx) => transitionOrder(tx, { actor: admin, orderId: id, to, tracking, now: noon })));
    }
    expect((await readRows())[0]).toMatchObject({
      '받는 분': `"'=HYPERLINK(""x"")"`,
      고객: "'＋1",
      연락처: '010-9876-5432',
      택배사: '한진택배',
      '송장 번호': '0123-4567-8901-2',
    });
  });
});

describe('the back office’s filters', () => {
  it('find each order by the payment and the fulfilment state that it shows, and only by those', async () => {
    const wanted: Record<string, OrderPaymentState> = {};
    const note = (id: string, state: OrderPaymentState) => {
      wanted[id] = state;
      return id;
    };
    const cancel = async (orderId: string, lines?: { lineId: string; quantity: number }[]) =>
      unwrap(
        await inTransaction((tx) =>
          cancelOrder(tx, { actor: admin, by: 'ADMIN', orderId, lines, reason: '품절', now: noon }),
        ),
      );
    const move = async (orderId: string, ...states: ('PREPARING' | 'SHIPPED' | 'DELIVERED')[]) => {
      for (const to of states)
        unwrap(await inTransaction((tx) => transitionOrder(tx, { actor: admin, orderId, to, now: noon })));
    };
    note((await addOrder({ pay: false })).id, 'AWAITING');
    note((await addOrder()).id, 'PAID');
    await cancel(note((await addOrder()).id, 'REFUNDED'));
    await cancel(note((await addOrder({ pay: false })).id, 'NONE'));
    const ended = note((await addOrder({ pay: false })).id, 'NONE');
    unwrap(await inTransaction((tx) => expireOrder(tx, { orderId: ended, now: later(noon, minutes(60)) })));
    const { id, lines } = await addOrder({ units: 2 });
    await cancel(note(id, 'PARTLY_REFUNDED'), [{ lineId: String(lines[0]?.id), quantity: 1 }]);
    await move(id, 'PREPARING');
    await move(note((await addOrder()).id, 'PAID'), 'PREPARING', 'SHIPPED');
    await move(note((await addOrder()).id, 'PAID'), 'PREPARING', 'SHIPPED', 'DELIVERED');

    const list = async (filter: AdminOrderFilter) =>
      unwrap(await listAllOrders(db, { locale: 'ko', limit: 50, ...filter })).items;
    const all = await list({});
    expect(Object.fromEntries(all.map((order) => [order.id, order.paymentState]))).toEqual(wanted);
    for (const order of all) expect(order.fulfilmentState).toBe(fulfilmentStates[order.status]);
    for (const paymentState of orderPaymentStates)
      expect(await list({ paymentState })).toEqual(all.filter((order) => order.paymentState === paymentState));
    for (const fulfilmentState of orderFulfilmentStates)
      expect(await list({ fulfilmentState })).toEqual(all.filter((order) => order.fulfilmentState === fulfilmentState));
  });
});
