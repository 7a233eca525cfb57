'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { apiPaths } from '@/lib/http/paths';
import type { RestockRow, RestockVariantRow, RestockWaveRow } from '@/lib/notifications/restock/model';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';
import { queryText } from './query-text';
import type { RestockSearch } from './restock-search';

/** How often an open page asks again. Pages in the background don't. */
const refreshMs = 5_000;

/** Everything below this key is asked for again after somebody was taken off a list. */
export const restocksKey = ['restocks'];

/** The page of the list that was rendered, kept fresh. */
export function useRestocks(search: RestockSearch, rendered: Page<RestockRow>) {
  return useFreshPage(['people', queryText(search)], apiPaths.adminRestocks, rendered);
}

export function useRestockVariants(cursor: string | undefined, rendered: Page<RestockVariantRow>) {
  return useFreshPage(['variants', queryText({ cursor })], apiPaths.adminRestockVariants, rendered);
}

export function useRestockWaves(cursor: string | undefined, rendered: Page<RestockWaveRow>) {
  return useFreshPage(['waves', queryText({ cursor })], apiPaths.adminRestockWaves, rendered);
}

function useFreshPage<Item>([kind, query]: [string, string], path: string, rendered: Page<Item>) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...restocksKey, kind, query],
    queryFn: ({ signal }) => callApi<Page<Item>>(query ? `${path}?${query}` : path, { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}
