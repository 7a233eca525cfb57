'use client';

import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import type { ProductItem, ProductStock, StockStatus, VariantStock, VariantView } from '@/lib/catalog/model';
import { useLiveStock } from './live-stock';
import { productStockKey, variantStockKey } from './stock-keys';

export type Availability = { availableUnits: number; stockStatus: StockStatus };

type RenderedStock = {
  variants: VariantView[];
  /** When they were as the page was rendered with them. */
  asOf: string;
};

/** A product's variants with their stock as it is right now, when that was, and whether it is told as it changes. */
export function useLiveVariants({ variants, asOf }: RenderedStock) {
  const isLive = useLiveStock(
    'variantIds',
    variants.map(({ id }) => id),
  );
  const stocks = useQueries({
    queries: variants.map(({ id: variantId, availableUnits, stockStatus }) =>
      queryOptions<VariantStock>({
        queryKey: variantStockKey(variantId),
        initialData: { variantId, availableUnits, stockStatus, asOf },
        initialDataUpdatedAt: Date.parse(asOf),
        enabled: false,
      }),
    ),
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

/** A product's stock in a list: as rendered, or as it was heard since. */
export function useProductStock({ id, availableUnits, stockStatus }: ProductItem): Availability {
  useLiveStock('productIds', [id]);
  const { data } = useQuery<ProductStock>({
    queryKey: productStockKey(id),
    enabled: false,
    // What nobody follows grows old, and must not be shown to those who come back.
    gcTime: 0,
  });
  return data ?? { availableUnits, stockStatus };
}
