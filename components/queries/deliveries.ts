'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTimeZone } from 'next-intl';
import type { DeliveryDetail, DeliveryView } from '@/lib/delivery/model';
import { apiPaths } from '@/lib/http/paths';
import { houseTimeZone } from '@/lib/shared/calendar';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';
import { type DeliverySearch, inMoments } from './delivery-search';
import { queryText } from './query-text';

/** How often an open page asks again. Pages in the background don't. */
const listRefreshMs = 5_000;
const detailRefreshMs = 2_000;

/** The page that was rendered, kept fresh. */
export function useDeliveries(search: DeliverySearch, rendered: Page<DeliveryView>) {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? houseTimeZone;
  const query = queryText(inMoments(search, timeZone));
  return useQuery({
    queryKey: ['deliveries', query],
    queryFn: ({ signal }) => callApi<Page<DeliveryView>>(`${apiPaths.adminDeliveries}?${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: listRefreshMs,
  });
}

/** One delivery, kept fresh until it is settled. */
export function useDelivery(rendered: DeliveryDetail) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['deliveries', 'one', rendered.id],
    queryFn: ({ signal }) => callApi<DeliveryDetail>(apiPaths.adminDelivery(rendered.id), { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state }) => (state.data?.settledAt ? false : detailRefreshMs),
  });
}
