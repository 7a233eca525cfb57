'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { apiPaths } from '@/lib/http/paths';
import type { OrderStatus, OrderView } from '@/lib/orders/model';
import type { Locale } from '@/lib/shared/locale';
import { callApi } from './api-client';

const waitingRefreshMs = 5_000;
const movingRefreshMs = 15_000;

/** How often an order's page asks again; never once nothing can change any more. */
const refreshMs: Record<OrderStatus, number | false> = {
  PENDING_PAYMENT: waitingRefreshMs,
  PAID: movingRefreshMs,
  PREPARING: movingRefreshMs,
  SHIPPED: movingRefreshMs,
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
    refetchInterval: (query) => refreshMs[query.state.data?.status ?? 'PAID'],
  });
  // A page that was rendered anew (after a payment) knows more than what was heard before.
  const newer = rendered.timeline.length > data.timeline.length;
  const readAnew = useEffectEvent(() => void refetch());
  useEffect(() => {
    if (newer) readAnew();
  }, [newer]);
  return { order: newer ? rendered : data, refetch };
}
