import { z } from 'zod';
import { periodOf } from '@/components/queries/period';
import { pathWith } from '@/components/queries/query-text';
import { apiPaths, paths } from '@/lib/http/paths';
import { tiers } from '@/lib/identity/model';
import { orderDeliveryStates, orderFulfilmentStates, orderPaymentStates, orderStatuses } from '@/lib/orders/model';
import type { Locale } from '@/lib/shared/locale';
import { orNone } from './or-none';

const day = z.iso.date().refine((text) => text >= '2000', 'before any order');
/** The state of the order list, as it stands in the page's address. Days are the reader's own, the last included. */
export const OrderListQuery = z.object({
  status: orNone(z.enum(orderStatuses)),
  tier: orNone(z.enum(tiers)),
  paymentState: orNone(z.enum(orderPaymentStates)),
  fulfilmentState: orNone(z.enum(orderFulfilmentStates)),
  deliveryState: orNone(z.enum(orderDeliveryStates)),
  q: orNone(z.string().trim().min(1).max(100)),
  from: orNone(day),
  to: orNone(day),
  cursor: orNone(z.string().max(1000)),
});
export type OrderListQuery = z.infer<typeof OrderListQuery>;

/** The page with this state; empty members are left out. */
export function orderListPath(query: OrderListQuery): string {
  return pathWith(paths.adminOrders, query);
}

/** The CSV of the list with this state, in the reader's language and by their clocks. */
export function orderExportPath(
  { cursor: _, ...query }: OrderListQuery,
  { language, timeZone }: { language: Locale; timeZone: string },
): string {
  return pathWith(apiPaths.adminOrderExport, { language, timeZone, ...query, ...periodOf(query, timeZone) });
}

/** Whether anything but the status narrows the list. */
export function isFiltered({ status: _, cursor: __, ...filters }: OrderListQuery): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
