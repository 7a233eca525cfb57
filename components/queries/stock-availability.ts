'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { ProductItem, ProductStock, StockStatus, VariantStock, VariantView } from '@/lib/catalog/model';
import { apiPaths } from '@/lib/http/paths';
import { callApi } from './api-client';
import { useLiveStock } from './live-stock';
import { productStockKey, variantStockKey } from './stock-keys';

/** How often an open product page asks again while nothing is told to it. Pages in the background don't. */
const refreshMs = 5_000;

export type Availability = { availableUnits: number; stockStatus: StockStatus };

type RenderedStock = {
  variants: VariantView[];
  /** When they were as the page was rendered with them. */
  asOf: string;
  /** The one that is asked for while there is no stream. */
  chosenId: string | undefined;
};

/** A product's variants with their stock as it is right now, when that was, and whether it is told as it changes. */
export function useLiveVariants({ variants, asOf, chosenId }: RenderedStock) {
  const locale = useLocale();
  const isLive = useLiveStock(
    'variantIds',
    variants.map(({ id }) => id),
  );
  const stocks = useQueries({
    queries: variants.map(({ id: variantId, availableUnits, stockStatus }) => ({
      queryKey: variantStockKey(variantId),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        callApi<VariantStock>(apiPaths.variantStock(variantId), { locale, signal }),
      initialData: { variantId, availableUnits, stockStatus, asOf },
      initialDataUpdatedAt: Date.parse(asOf),
      enabled: variantId === chosenId && !isLive,
      refetchInterval: refreshMs,
      staleTime: refreshMs,
    })),
  });
  const live = variants.map((variant, index) => newerStock(variant, stocks[index]?.data, asOf));
  return { variants: live, isLive };
}

export type LiveVariant = VariantView & { asOf: string };

/** A page may have been rendered before what was heard since, or after it. */
function newerStock(rendered: VariantView, heard: VariantStock | undefined, asOf: string): LiveVariant {
  if (!heard || heard.asOf < asOf) return { ...rendered, asOf };
  const { availableUnits, stockStatus } = heard;
  return { ...rendered, availableUnits, stockStatus, asOf: heard.asOf };
}

/** A product's stock in a list: as rendered, or as it was told since. Nobody asks for it. */
export function useProductStock({ id, availableUnits, stockStatus }: ProductItem): Availability {
  const isLive = useLiveStock('productIds', [id]);
  const { data } = useQuery<ProductStock>({
    queryKey: productStockKey(id),
    enabled: false,
    // What nobody follows grows old, and must not be shown to those who come back.
    gcTime: 0,
  });
  return isLive && data ? data : { availableUnits, stockStatus };
}
