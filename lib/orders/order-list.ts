import { z } from 'zod';
import { emptySql, plannedAnew, type Sql, sql } from '@/lib/db/sql';
import type { Locale, Localized } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { type OrderSummary, orderStatuses } from './model';
import { searchBounds } from './search-orders';

/** Filters of order lists; `from` and `to` bound the time of placing, `to` exclusive; `q` finds as `OrderSearch` says. */
export const OrderFilter = z.object({
  status: z.enum(orderStatuses).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  q: z.string().trim().max(100).optional(),
});
export type OrderFilter = z.infer<typeof OrderFilter>;

export type SummaryRow = Omit<OrderSummary, 'placedAt' | 'holdExpiresAt' | 'firstLineName'> & {
  placedAt: Date;
  holdExpiresAt: Date | null;
  firstLineName: Localized;
};

/** Of `orders o`: what a `SummaryRow` has. */
export const summaryColumns = sql`o.id, o.number, o.status, o.placed_at, o.total_won, o.refunded_won,
  CASE WHEN o.status = 'PENDING_PAYMENT' THEN o.hold_expires_at END AS hold_expires_at,
  (SELECT l.name FROM order_lines l WHERE l.order_id = o.id AND l.position = 1) AS first_line_name,
  (SELECT p.url FROM order_lines l JOIN pictures p ON p.product_id = l.product_id
    WHERE l.order_id = o.id AND l.position = 1 ORDER BY p.position LIMIT 1) AS image,
  (SELECT count(*) FROM order_lines l WHERE l.order_id = o.id) AS line_count`;

export function summarise(
  { firstLineName, placedAt, holdExpiresAt, ...row }: SummaryRow,
  locale: Locale,
): OrderSummary {
  return {
    ...row,
    firstLineName: firstLineName[locale] ?? firstLineName.ko,
    placedAt: placedAt.toISOString(),
    holdExpiresAt: holdExpiresAt?.toISOString() ?? null,
  };
}

export const placedKey = (order: OrderSummary) => [order.placedAt, order.id];

/** How a list is best read hangs on what is searched for. */
export function planning({ q }: OrderFilter): Sql {
  return q ? plannedAnew : emptySql;
}

type ListBounds = OrderFilter & { cursor?: string | undefined; userId?: string; fewIds?: string[] | null };

/** The WHERE of a list: its filters, and where its last page ended. `userId` narrows down the search; `fewIds` is all that it finds. */
export function pageBounds({
  status,
  from,
  to,
  q,
  cursor,
  userId,
  fewIds,
}: ListBounds): Result<Sql, { code: 'http.badCursor' }> {
  const after = cursor ? decodeCursor(cursor, z.tuple([Moment, z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  const conditions = [
    status ? sql`AND o.status = ${status}::order_status` : emptySql,
    from ? sql`AND o.placed_at >= ${from}::timestamptz` : emptySql,
    to ? sql`AND o.placed_at < ${to}::timestamptz` : emptySql,
    after ? sql`AND (o.placed_at, o.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : emptySql,
    q ? (fewIds ? sql`AND o.id = ANY (${fewIds}::uuid[])` : searchBounds({ q, userId })) : emptySql,
  ];
  return ok(conditions.reduce((all, condition) => sql`${all} ${condition}`, emptySql));
}
