'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { apiPaths } from '@/lib/http/paths';
import type { OrderStatus, OrderSummary, OrderView } from '@/lib/orders/model';
import type { Locale } from '@/lib/shared/locale';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';

const overdueRefreshMs = 1_000;
const waitingRefreshMs = 5_000;
const movingRefreshMs = 5_000;
const travellingRefreshMs = 10_000;

/**
 * How often an open page asks how an order stands; never once nothing can change any more, nor while the page is hidden.
 *
 * Asked for rather than told: an order changes a few times in its life, and only one person looks at it. A stream per page would hold a
 * second connection beside the one that tells stock, of the six that a browser allows a shop, and would have to know who may hear what.
 */
const refreshMs: Record<OrderStatus, number | false> = {
  PENDING_PAYMENT: waitingRefreshMs,
  PAID: movingRefreshMs,
  PREPARING: movingRefreshMs,
  SHIPPED: travellingRefreshMs,
  DELIVERED: false,
  EXPIRED: false,
  CANCELLED: false,
};

export const orderKey = (orderId: string, locale: Locale) => ['order', orderId, locale] as const;

/** An order as it stands; `rendered` is what the page was rendered with. */
export function useOrder(rendered: OrderView) {
  const locale = useLocale();
  const { data, refetch } = useQuery({
    queryKey: orderKey(rendered.id, locale),
    queryFn: ({ signal }) => callApi<OrderView>(apiPaths.order(rendered.id), { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state }) => refreshOf(state.data ?? rendered),
  });
  // A page that was rendered anew (after a payment) knows more than what was heard before.
  const newer = rendered.timeline.length > data.timeline.length;
  const readAnew = useEffectEvent(() => void refetch());
  useEffect(() => {
    if (newer) readAnew();
  }, [newer]);
  return { order: newer ? rendered : data, refetch };
}

/** One whose hold is over expires at any moment. */
function refreshOf({ status, allowedActions }: OrderView): number | false {
  return status === 'PENDING_PAYMENT' && !allowedActions.includes('pay') ? overdueRefreshMs : refreshMs[status];
}

/** The page of the list that was rendered, asked for as often as its most restless order is. `search` is the list's query. */
export function useOrders(search: string, rendered: Page<OrderSummary>): OrderSummary[] {
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ['orders', search, locale],
    queryFn: ({ signal }) => callApi<Page<OrderSummary>>(`${apiPaths.orders}?${search}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state }) => {
      const waits = (state.data ?? rendered).items.flatMap(({ status }) => refreshMs[status] || []);
      return waits.length > 0 && Math.min(...waits);
    },
  });
  return data.items;
}

/** Has an unpaid order hold its stock for longer, once, however often it is pressed. */
export function useRenewHold(orderId: string) {
  const locale = useLocale();
  const queries = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation<OrderView, unknown, void>({
    mutationFn: () =>
      callApi<OrderView>(apiPaths.orderHoldRenewal(orderId), { method: 'POST', locale, idempotencyKey }),
    // Without a connection it is told at once, and not done when the hold may be over.
    networkMode: 'always',
    onSuccess: async (renewed) => {
      // What was asked for before knows nothing of it.
      await queries.cancelQueries({ queryKey: orderKey(orderId, locale) });
      queries.setQueryData<OrderView>(orderKey(orderId, locale), renewed);
    },
    // Whatever the refusal is, the order is not what the page shows.
    onError: () => queries.invalidateQueries({ queryKey: orderKey(orderId, locale) }),
  });
}
