'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { StockStatus, VariantStock } from '@/lib/catalog/model';
import { apiPaths } from '@/lib/http/paths';
import { callApi } from './api-client';

/** How often an open product page asks again. Pages in the background don't. */
const refreshMs = 5_000;

export type Availability = { availableUnits: number; stockStatus: StockStatus };

/** A variant's stock as it is right now; `known` is what the page was rendered with. */
export function useStockAvailability(variantId: string, known: Availability): Availability {
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ['variant-stock', variantId],
    queryFn: ({ signal }) => callApi<VariantStock>(apiPaths.variantStock(variantId), { locale, signal }),
    refetchInterval: refreshMs,
    staleTime: refreshMs,
  });
  return data ?? known;
}
