'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { apiPaths } from '@/lib/http/paths';
import type { ExpectedStock, Movement, ReorderRow, StockRow } from '@/lib/inventory/model';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';
import { queryText } from './query-text';
import type { StockSearch } from './stock-search';

/** How often an open page asks again. Pages in the background don't. */
const refreshMs = 5_000;

/** Everything below this key is asked for again after a movement. */
export const stockKey = ['stock'];

/** The page of the list that was rendered, kept fresh. */
export function useStockList(search: StockSearch, rendered: Page<StockRow>) {
  const locale = useLocale();
  const query = queryText(search);
  return useQuery({
    queryKey: [...stockKey, 'list', query],
    queryFn: ({ signal }) => callApi<Page<StockRow>>(`${apiPaths.adminStock}?${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}

/** One variant's stock, kept fresh. */
export function useStock(rendered: StockRow) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...stockKey, 'one', rendered.variantId],
    queryFn: ({ signal }) => callApi<StockRow>(apiPaths.adminVariantStock(rendered.variantId), { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}

/** A page of a variant's movements, kept fresh. */
export function useMovements(
  { variantId, cursor }: { variantId: string; cursor: string | undefined },
  rendered: Page<Movement>,
) {
  const locale = useLocale();
  const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
  return useQuery({
    queryKey: [...stockKey, 'movements', variantId, cursor ?? ''],
    queryFn: ({ signal }) =>
      callApi<Page<Movement>>(`${apiPaths.adminMovements(variantId)}${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}

/** A page of what to reorder, kept fresh. */
export function useReorders(cursor: string | undefined, rendered: Page<ReorderRow>) {
  const locale = useLocale();
  const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
  return useQuery({
    queryKey: [...stockKey, 'reorder', cursor ?? ''],
    queryFn: ({ signal }) => callApi<Page<ReorderRow>>(`${apiPaths.adminReorder}${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}

/** The latest that was ordered of a variant, kept fresh. */
export function useExpectedStock(variantId: string, rendered: Page<ExpectedStock>) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...stockKey, 'expected', variantId],
    queryFn: ({ signal }) => callApi<Page<ExpectedStock>>(apiPaths.adminExpectedStock(variantId), { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}
