import { z } from 'zod';
import { apiPaths, paths } from '@/lib/http/paths';
import { tiers } from '@/lib/identity/model';
import { orderDeliveryStates, orderFulfilmentStates, orderPaymentStates, orderStatuses } from '@/lib/orders/model';
import { dayStart, nextDay } from '@/lib/shared/calendar';
import type { Locale } from '@/lib/shared/locale';

const day = z.iso.date().refine((text) => text >= '2000', 'before any order');
/** What is not a choice, as an empty field of the form, is none. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** The state of the order list, as it stands in the page's address. Days are the reader's own, the last included. */
export const OrderListQuery = z.object({
  status: optional(z.enum(orderStatuses)),
  tier: optional(z.enum(tiers)),
  paymentState: optional(z.enum(orderPaymentStates)),
  fulfilmentState: optional(z.enum(orderFulfilmentStates)),
  deliveryState: optional(z.enum(orderDeliveryStates)),
  q: optional(z.string().trim().min(1).max(100)),
  from: optional(day),
  to: optional(day),
  cursor: optional(z.string().max(1000)),
});
export type OrderListQuery = z.infer<typeof OrderListQuery>;

/** The page with this state; empty members are left out. */
export function orderListPath(query: OrderListQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return search.size > 0 ? `${paths.adminOrders}?${search}` : paths.adminOrders;
}

/** The days as moments: from the first's midnight up to the midnight that ends the last. */
export function periodOf({ from, to }: Pick<OrderListQuery, 'from' | 'to'>, timeZone: string) {
  return {
    from: from && dayStart(from, timeZone)?.toISOString(),
    to: to && dayStart(nextDay(to), timeZone)?.toISOString(),
  };
}

/** The CSV of the list with this state, in the reader's language and by their clocks. */
export function orderExportPath(
  { cursor: _, ...query }: OrderListQuery,
  { language, timeZone }: { language: Locale; timeZone: string },
): string {
  const search = new URLSearchParams({ language, timeZone });
  for (const [name, value] of Object.entries({ ...query, ...periodOf(query, timeZone) }))
    if (value) search.set(name, value);
  return `${apiPaths.adminOrderExport}?${search}`;
}

/** Whether anything but the status narrows the list. */
export function isFiltered({ status: _, cursor: __, ...filters }: OrderListQuery): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
