'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { AlertPage } from '@/lib/alerts/model';
import { apiPaths } from '@/lib/http/paths';
import { type AlertSearch, alertSearchText } from './alert-search';
import { callApi } from './api-client';

/** How often an open page asks again. Pages in the background don't. */
const refreshMs = 4_000;
const newestCount = 5;

/** Everything below this key is asked for again after an acknowledgement. */
export const alertsKey = ['alerts'];

/** The page of the list that was rendered, kept fresh. */
export function useAlerts(search: AlertSearch, rendered: AlertPage) {
  const locale = useLocale();
  const query = alertSearchText(search);
  return useQuery({
    queryKey: [...alertsKey, query, locale],
    queryFn: ({ signal }) => callApi<AlertPage>(`${apiPaths.adminAlerts}?${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}

/** The newest that nobody has seen to, and how many there are: one question for the bell and the home page. */
export function useNewAlerts() {
  const locale = useLocale();
  return useQuery({
    queryKey: [...alertsKey, 'new', locale],
    queryFn: ({ signal }) =>
      callApi<AlertPage>(`${apiPaths.adminAlerts}?state=OPEN&limit=${newestCount}`, { locale, signal }),
    refetchInterval: refreshMs,
  });
}
