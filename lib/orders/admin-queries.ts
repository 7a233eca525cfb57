import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import { type Tier, tiers } from '@/lib/identity/model';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import { type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { ok, type Result } from '@/lib/shared/result';
import { listOrderEntries } from '@/lib/wallet/queries';
import {
  type AdminOrderSummary,
  type AdminOrderView,
  type OrderDeliveryState,
  type OrderError,
  type OrderFulfilmentState,
  type OrderPaymentState,
  orderDeliveryStates,
  orderFulfilmentStates,
  orderPaymentStates,
  orderStatuses,
} from './model';
import { OrderFilter, pageBounds, placedKey, planning, type SummaryRow, summarise, summaryColumns } from './order-list';
import { readOrder } from './queries';
import { fulfilmentStates, paymentStateOf } from './rules';
import { findFewOrders } from './search-orders';

/** Filters of the back office's list. */
export const AdminOrderFilter = OrderFilter.extend({
  tier: z.enum(tiers).optional(),
  paymentState: z.enum(orderPaymentStates).optional(),
  fulfilmentState: z.enum(orderFulfilmentStates).optional(),
  deliveryState: z.enum(orderDeliveryStates).optional(),
});
export type AdminOrderFilter = z.infer<typeof AdminOrderFilter>;

/** Every order, newest first. */
export async function listAllOrders(
  db: Db,
  { locale, ...filter }: { locale: Locale } & AdminOrderFilter & PageQuery,
): Promise<Result<Page<AdminOrderSummary>, { code: 'http.badCursor' }>> {
  const fewIds = filter.q ? await findFewOrders(db, { q: filter.q }) : null;
  const bounds = pageBounds({ ...filter, fewIds });
  if (!bounds.ok) return bounds;
  const found = await rows<
    SummaryRow & {
      paidAt: Date | null;
      userId: string;
      userName: string;
      userEmail: string;
      tier: Tier;
      deliveryState: OrderDeliveryState;
    }
  >(
    db,
    sql`${planning(filter)} SELECT ${summaryColumns}, o.paid_at, u.id AS user_id, u.name AS user_name, u.email AS user_email, u.tier, d.delivery_state
        FROM ${allOrders} WHERE true ${bounds.value} ${adminBounds(filter)}
        ORDER BY o.placed_at DESC, o.id DESC LIMIT ${filter.limit + 1}`,
  );
  const items = found.map(({ paidAt, userId, userName, userEmail, tier, deliveryState, ...row }) => ({
    ...summarise(row, locale),
    customer: { id: userId, name: userName, email: userEmail, tier },
    paymentState: paymentStateOf({ ...row, paidAt }),
    fulfilmentState: fulfilmentStates[row.status],
    deliveryState,
  }));
  return ok(toPage(items, filter.limit, placedKey));
}

const deliveryStateOf = sql`
  SELECT CASE WHEN bool_or(state = 'DEAD') THEN 'DEAD' WHEN bool_or(state = 'PENDING') THEN 'PENDING'
    WHEN bool_or(state = 'DELIVERED') THEN 'DELIVERED' ELSE 'NONE' END AS delivery_state
  FROM deliveries WHERE order_id = o.id`;

/** Orders with whose they are, and how their deliveries stand. */
export const allOrders = sql`orders o JOIN users u ON u.id = o.user_id, LATERAL (${deliveryStateOf}) d`;

/** The WHERE of what only the back office asks for, on `allOrders`. */
export function adminBounds({ tier, paymentState, fulfilmentState, deliveryState }: AdminOrderFilter): Sql {
  const conditions = [
    tier ? sql`AND u.tier = ${tier}::tier` : emptySql,
    paymentState ? sql`AND ${paymentBounds[paymentState]}` : emptySql,
    fulfilmentState ? sql`AND o.status IN (${joinSql(statusesOf(fulfilmentState))})` : emptySql,
    deliveryState ? sql`AND d.delivery_state = ${deliveryState} ${openDelivery(deliveryState)}` : emptySql,
  ];
  return conditions.reduce((all, condition) => sql`${all} ${condition}`, emptySql);
}

/** `paymentStateOf` in SQL: states are spelled out, so that indexes of status and of partly refunded orders are found. */
const paymentBounds: Record<OrderPaymentState, Sql> = {
  AWAITING: sql`o.status = 'PENDING_PAYMENT'`,
  PAID: sql`o.paid_at IS NOT NULL AND o.refunded_won = 0 AND o.status <> 'CANCELLED'`,
  PARTLY_REFUNDED: sql`o.refunded_won > 0 AND o.status <> 'CANCELLED'`,
  REFUNDED: sql`o.status = 'CANCELLED' AND o.paid_at IS NOT NULL`,
  NONE: sql`o.status IN ('EXPIRED', 'CANCELLED') AND o.paid_at IS NULL`,
};

function statusesOf(state: OrderFulfilmentState): Sql[] {
  return orderStatuses
    .filter((status) => fulfilmentStates[status] === state)
    .map((status) => sql`${status}::order_status`);
}

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
          FROM ${allOrders} WHERE o.id = ${orderId}::uuid`,
    ),
    listOrderEntries(db, orderId),
  ]);
  const { deliveryState, ...customer } = required(known, "the order's customer");
  const { status, paidAt, totals } = order.value;
  return ok({
    ...order.value,
    customer,
    paymentState: paymentStateOf({ status, paidAt, refundedWon: totals.refundedWon }),
    fulfilmentState: fulfilmentStates[status],
    deliveryState,
    ledger,
  });
}
