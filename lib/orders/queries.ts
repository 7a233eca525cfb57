import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { type Tier, tiers } from '@/lib/identity/model';
import { groupBy } from '@/lib/shared/group';
import { required } from '@/lib/shared/invariant';
import { type Locale, type Localized, localize } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { localizeOptions } from '@/lib/shared/options';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { listOrderEntries } from '@/lib/wallet/queries';
import {
  type AdminOrderSummary,
  type AdminOrderView,
  type OrderDeliveryState,
  type OrderError,
  type OrderListItem,
  type OrderStatus,
  type OrderSummary,
  type OrderView,
  orderDeliveryStates,
  orderStatuses,
} from './model';
import type { OrderLineRow, OrderRow } from './order-row';
import { readOrderCoupons } from './read-order-coupons';
import { readRefunds } from './read-refunds';
import { adminActions, cancellableUntil, customerActions, refundableWon, totalsOf } from './rules';

/** Filters of order lists; `from` and `to` bound the time of placing, `to` exclusive; `q` finds in number, names and the customer. */
export const OrderFilter = z.object({
  status: z.enum(orderStatuses).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  q: z.string().trim().max(100).optional(),
});
export type OrderFilter = z.infer<typeof OrderFilter>;

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
    timeline: events.map(({ type, fromStatus, toStatus, by, reason, occurredAt }) => ({
      ...{ type, fromStatus, toStatus, by, reason },
      occurredAt: occurredAt.toISOString(),
    })),
    allowedActions: reader.side === 'ADMIN' ? adminActions(order.status) : customerActions(order, now),
  };
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

type SummaryRow = Omit<OrderSummary, 'placedAt' | 'holdExpiresAt' | 'firstLineName'> & {
  placedAt: Date;
  holdExpiresAt: Date | null;
  firstLineName: Localized;
};

/** A shopper's orders, newest first. */
export async function listOrders(
  db: Db,
  { userId, locale, ...filter }: { userId: string; locale: Locale } & OrderFilter & PageQuery,
): Promise<Result<Page<OrderSummary>, { code: 'http.badCursor' }>> {
  const bounds = pageBounds(filter);
  if (!bounds.ok) return bounds;
  const found = await rows<SummaryRow>(
    db,
    sql`SELECT ${summaryColumns} FROM orders o WHERE o.user_id = ${userId}::uuid ${bounds.value}
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

/** Filters of the back office's list. */
export const AdminOrderFilter = OrderFilter.extend({
  tier: z.enum(tiers).optional(),
  deliveryState: z.enum(orderDeliveryStates).optional(),
});
export type AdminOrderFilter = z.infer<typeof AdminOrderFilter>;

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

/** Every order, newest first. */
export async function listAllOrders(
  db: Db,
  { tier, deliveryState, locale, ...filter }: { locale: Locale } & AdminOrderFilter & PageQuery,
): Promise<Result<Page<AdminOrderSummary>, { code: 'http.badCursor' }>> {
  const bounds = pageBounds(filter);
  if (!bounds.ok) return bounds;
  const byTier = tier ? sql`AND u.tier = ${tier}::tier` : emptySql;
  const byDelivery = deliveryState
    ? sql`AND d.delivery_state = ${deliveryState} ${openDelivery(deliveryState)}`
    : emptySql;
  const found = await rows<
    SummaryRow & {
      userId: string;
      userName: string;
      userEmail: string;
      tier: Tier;
      deliveryState: OrderDeliveryState;
    }
  >(
    db,
    sql`SELECT ${summaryColumns}, u.id AS user_id, u.name AS user_name, u.email AS user_email, u.tier, d.delivery_state
        FROM orders o JOIN users u ON u.id = o.user_id, LATERAL (${deliveryStateOf}) d
        WHERE true ${bounds.value} ${byTier} ${byDelivery}
        ORDER BY o.placed_at DESC, o.id DESC LIMIT ${filter.limit + 1}`,
  );
  const items = found.map(({ userId, userName, userEmail, tier: userTier, deliveryState: state, ...row }) => ({
    ...summarise(row, locale),
    customer: { id: userId, name: userName, email: userEmail, tier: userTier },
    deliveryState: state,
  }));
  return ok(toPage(items, filter.limit, placedKey));
}

const deliveryStateOf = sql`
  SELECT CASE WHEN bool_or(state = 'DEAD') THEN 'DEAD' WHEN bool_or(state = 'PENDING') THEN 'PENDING'
    WHEN count(*) > 0 THEN 'DELIVERED' ELSE 'NONE' END AS delivery_state
  FROM deliveries WHERE order_id = o.id`;

/** Few orders have a delivery that is open, and an index finds those; the state of every order need not be worked out. */
function openDelivery(state: OrderDeliveryState): Sql {
  return state === 'DEAD' || state === 'PENDING'
    ? sql`AND o.id IN (SELECT order_id FROM deliveries WHERE state = ${state}::delivery_state)`
    : emptySql;
}

/** One order as the back office sees it. Error: `order.notFound`. */
export async function readAdminOrder(
  db: Db,
  { orderId, locale, now }: { orderId: string; locale: Locale; now: Date },
): Promise<Result<AdminOrderView, OrderError>> {
  const order = await readOrder(db, { orderId, reader: { side: 'ADMIN' }, locale, now });
  if (!order.ok) return order;
  const [known, ledger] = await Promise.all([
    firstRow<AdminOrderView['customer'] & { deliveryState: OrderDeliveryState }>(
      db,
      sql`SELECT u.id, u.name, u.email, u.tier, d.delivery_state
          FROM orders o JOIN users u ON u.id = o.user_id, LATERAL (${deliveryStateOf}) d WHERE o.id = ${orderId}::uuid`,
    ),
    listOrderEntries(db, orderId),
  ]);
  const { deliveryState, ...customer } = required(known, "the order's customer");
  return ok({ ...order.value, customer, deliveryState, ledger });
}

/** Unpaid orders whose hold is over, longest overdue first, for the sweep. */
export async function findOverdueOrderIds(db: Db, { now, limit }: { now: Date; limit: number }): Promise<string[]> {
  const overdue = await rows<{ id: string }>(
    db,
    sql`SELECT id FROM orders WHERE status = 'PENDING_PAYMENT' AND hold_expires_at <= ${now} ORDER BY hold_expires_at LIMIT ${limit}`,
  );
  return overdue.map((order) => order.id);
}

const summaryColumns = sql`o.id, o.number, o.status, o.placed_at, o.total_won, o.refunded_won,
  CASE WHEN o.status = 'PENDING_PAYMENT' THEN o.hold_expires_at END AS hold_expires_at,
  (SELECT l.name FROM order_lines l WHERE l.order_id = o.id AND l.position = 1) AS first_line_name,
  (SELECT p.url FROM order_lines l JOIN pictures p ON p.product_id = l.product_id
    WHERE l.order_id = o.id AND l.position = 1 ORDER BY p.position LIMIT 1) AS image,
  (SELECT count(*) FROM order_lines l WHERE l.order_id = o.id) AS line_count`;

function summarise({ firstLineName, placedAt, holdExpiresAt, ...row }: SummaryRow, locale: Locale): OrderSummary {
  return {
    ...row,
    firstLineName: firstLineName[locale] ?? firstLineName.ko,
    placedAt: placedAt.toISOString(),
    holdExpiresAt: holdExpiresAt?.toISOString() ?? null,
  };
}

const placedKey = (order: OrderSummary) => [order.placedAt, order.id];

/** The WHERE of a list: its filters, and where its last page ended. */
function pageBounds({
  status,
  from,
  to,
  q,
  cursor,
}: OrderFilter & { cursor?: string | undefined }): Result<Sql, { code: 'http.badCursor' }> {
  const after = cursor ? decodeCursor(cursor, z.tuple([Moment, z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const conditions = [
    status ? sql`AND o.status = ${status}::order_status` : emptySql,
    from ? sql`AND o.placed_at >= ${from}::timestamptz` : emptySql,
    to ? sql`AND o.placed_at < ${to}::timestamptz` : emptySql,
    after ? sql`AND (o.placed_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : emptySql,
    pattern
      ? sql`AND (o.number ILIKE ${pattern} OR o.recipient ILIKE ${pattern}
          OR EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND (l.name->>'ko' ILIKE ${pattern} OR l.name->>'en' ILIKE ${pattern} OR l.sku ILIKE ${pattern}))
          OR EXISTS (SELECT FROM users c WHERE c.id = o.user_id AND (c.email ILIKE ${pattern} OR c.name ILIKE ${pattern})))`
      : emptySql,
  ];
  return ok(conditions.reduce((all, condition) => sql`${all} ${condition}`, emptySql));
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
