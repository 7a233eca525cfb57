import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { groupBy } from '@/lib/shared/group';
import { required } from '@/lib/shared/invariant';
import { type Locale, localize } from '@/lib/shared/locale';
import { localizeOptions } from '@/lib/shared/options';
import { type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { carriers, trackingUrl } from './carriers';
import type { OrderError, OrderListItem, OrderStatus, OrderSummary, OrderView } from './model';
import {
  type OrderFilter,
  pageBounds,
  placedKey,
  planning,
  type SummaryRow,
  summarise,
  summaryColumns,
} from './order-list';
import type { OrderLineRow, OrderRow } from './order-row';
import { readOrderCoupons } from './read-order-coupons';
import { readRefunds } from './read-refunds';
import { adminActions, cancellableUntil, customerActions, refundableWon, totalsOf, trackingOf } from './rules';
import { findFewOrders } from './search-orders';

type EventRow = {
  type: OrderView['timeline'][number]['type'];
  fromStatus: OrderStatus | null;
  toStatus: OrderStatus;
  by: 'CUSTOMER' | 'ADMIN' | 'SYSTEM';
  reason: string | null;
  occurredAt: Date;
};

/** Who looks decides which actions are offered: the customer's own, or an admin's transitions. */
export type OrderReader = { side: 'CUSTOMER'; userId: string } | { side: 'ADMIN' };

type OrderReading = { reader: OrderReader; locale: Locale; now: Date };

/** One order with its timeline. Error: `order.notFound`, also for somebody else's. */
export async function readOrder(
  db: Db,
  { orderId, ...reading }: { orderId: string } & OrderReading,
): Promise<Result<OrderView, OrderError>> {
  const order = (await readOrders(db, [orderId], reading)).get(orderId);
  return order ? ok(order) : err({ code: 'order.notFound' });
}

/** Orders with their lines and timelines by id, in five statements however many; somebody else's are left out. */
async function readOrders(db: Db, orderIds: string[], reading: OrderReading): Promise<Map<string, OrderView>> {
  const { reader } = reading;
  const [orders, lines, events, refundsOf, couponsOf] = await Promise.all([
    rows<Omit<OrderRow, 'lines' | 'refunds' | 'coupons'>>(
      db,
      sql`SELECT * FROM orders WHERE id = ANY (${orderIds}::uuid[])`,
    ),
    rows<OrderLineRow & { orderId: string }>(
      db,
      sql`SELECT * FROM order_lines WHERE order_id = ANY (${orderIds}::uuid[]) ORDER BY position`,
    ),
    rows<EventRow & { orderId: string }>(
      db,
      sql`SELECT order_id, type, from_status, to_status, actor_kind AS by, reason, occurred_at
          FROM order_events WHERE order_id = ANY (${orderIds}::uuid[]) ORDER BY position`,
    ),
    readRefunds(db, orderIds),
    readOrderCoupons(db, orderIds),
  ]);
  const linesOf = groupBy(lines, (line) => line.orderId);
  const eventsOf = groupBy(events, (event) => event.orderId);
  return new Map(
    orders
      .filter((order) => reader.side === 'ADMIN' || order.userId === reader.userId)
      .map((order) => {
        const whole = {
          ...order,
          lines: linesOf.get(order.id) ?? [],
          coupons: couponsOf.get(order.id) ?? [],
          refunds: refundsOf.get(order.id) ?? [],
        };
        return [order.id, viewOrder(whole, eventsOf.get(order.id) ?? [], reading)];
      }),
  );
}

function viewOrder(
  order: OrderRow,
  events: EventRow[],
  { reader, locale, now }: { reader: OrderReader; locale: Locale; now: Date },
): OrderView {
  const { recipient, phone, postalCode, line1, line2 } = order;
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    placedAt: order.placedAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
    holdExpiresAt: order.status === 'PENDING_PAYMENT' ? (order.holdExpiresAt?.toISOString() ?? null) : null,
    cancellableUntil: cancellableUntil(order)?.toISOString() ?? null,
    lines: order.lines.map((line) => viewLine(line, order, locale)),
    coupons: order.coupons.map(({ name, frozen: { couponId, discountWon } }) => {
      return { couponId, name: localize(name, locale), discountWon };
    }),
    totals: totalsOf(order),
    refunds: order.refunds.map(({ cancelledAt, ...refund }) => ({ ...refund, cancelledAt: cancelledAt.toISOString() })),
    shippingAddress: { recipient, phone, postalCode, line1, line2 },
    tracking: viewTracking(order, locale),
    timeline: events.map(({ type, fromStatus, toStatus, by, reason, occurredAt }) => ({
      ...{ type, fromStatus, toStatus, by, reason },
      occurredAt: occurredAt.toISOString(),
    })),
    allowedActions: reader.side === 'ADMIN' ? adminActions(order.status) : customerActions(order, now),
  };
}

function viewTracking(order: OrderRow, locale: Locale): OrderView['tracking'] {
  const tracking = trackingOf(order);
  if (!tracking) return null;
  const { carrier, number } = tracking;
  return { ...tracking, carrierName: carriers[carrier].name[locale], url: trackingUrl(carrier, number) };
}

function viewLine(line: OrderLineRow, order: OrderRow, locale: Locale): OrderView['lines'][number] {
  return {
    id: line.id,
    variantId: line.variantId,
    productId: line.productId,
    sku: line.sku,
    name: line.name[locale] ?? line.name.ko,
    options: localizeOptions(line, locale),
    quantity: line.quantity,
    cancelledQuantity: line.cancelledQuantity,
    unitPriceWon: line.unitPriceWon,
    discountWon: line.discountWon,
    paidWon: line.paidWon,
    refundableWon: refundableWon(order, line),
  };
}

/** A shopper's orders, newest first. */
export async function listOrders(
  db: Db,
  { userId, locale, ...filter }: { userId: string; locale: Locale } & OrderFilter & PageQuery,
): Promise<Result<Page<OrderSummary>, { code: 'http.badCursor' }>> {
  const fewIds = filter.q ? await findFewOrders(db, { q: filter.q, userId }) : null;
  const bounds = pageBounds({ ...filter, userId, fewIds });
  if (!bounds.ok) return bounds;
  const found = await rows<SummaryRow>(
    db,
    sql`${planning(filter)} SELECT ${summaryColumns} FROM orders o WHERE o.user_id = ${userId}::uuid ${bounds.value}
        ORDER BY o.placed_at DESC, o.id DESC LIMIT ${filter.limit + 1}`,
  );
  return ok(
    toPage(
      found.map((row) => summarise(row, locale)),
      filter.limit,
      placedKey,
    ),
  );
}

/** As `listOrders`, each order whole: what programs get. */
export async function listWholeOrders(
  db: Db,
  { now, ...request }: { userId: string; locale: Locale; now: Date } & OrderFilter & PageQuery,
): Promise<Result<Page<OrderListItem>, { code: 'http.badCursor' }>> {
  const listed = await listOrders(db, request);
  if (!listed.ok) return listed;
  const { userId, locale } = request;
  const orderIds = listed.value.items.map((order) => order.id);
  const whole = await readOrders(db, orderIds, { reader: { side: 'CUSTOMER', userId }, locale, now });
  const items = listed.value.items.map((order) => ({ ...order, ...required(whole.get(order.id), 'order') }));
  return ok({ ...listed.value, items });
}

/** Unpaid orders whose hold is over, longest overdue first, for the sweep. */
export async function findOverdueOrderIds(db: Db, { now, limit }: { now: Date; limit: number }): Promise<string[]> {
  const overdue = await rows<{ id: string }>(
    db,
    sql`SELECT id FROM orders WHERE status = 'PENDING_PAYMENT' AND hold_expires_at <= ${now} ORDER BY hold_expires_at LIMIT ${limit}`,
  );
  return overdue.map((order) => order.id);
}

/** A just placed order for its customer, without reading it back: its only event is the one that made it. */
export function viewPlacedOrder(order: OrderRow, { locale, now }: { locale: Locale; now: Date }): OrderView {
  const type = order.status === 'PAID' ? 'order.paid' : 'order.placed';
  const event: EventRow = {
    type,
    fromStatus: null,
    toStatus: order.status,
    by: 'CUSTOMER',
    reason: null,
    occurredAt: order.placedAt,
  };
  return viewOrder(order, [event], { reader: { side: 'CUSTOMER', userId: order.userId }, locale, now });
}
