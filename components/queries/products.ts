'use client';

import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { ProductItem } from '@/lib/catalog/model';
import { apiPaths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';

/**
 * A list of products that grows page by page. `first` is the page that the server rendered, `query` what it was asked with
 * (without a cursor).
 */
export function useProductPages(query: string, first: Page<ProductItem>) {
  const locale = useLocale();
  return useInfiniteQuery<Page<ProductItem>, Error, InfiniteData<Page<ProductItem>>, readonly unknown[], string | null>(
    {
      // The first page's end is part of the key, so that a list that was rendered anew starts anew.
      queryKey: ['products', locale, query, first.nextCursor, first.items[0]?.id],
      queryFn: ({ pageParam, signal }) => {
        const search = new URLSearchParams(query);
        if (pageParam !== null) search.set('cursor', pageParam);
        return callApi<Page<ProductItem>>(`${apiPaths.products}?${search}`, { locale, signal });
      },
      initialPageParam: null,
      initialData: { pages: [first], pageParams: [null] },
      getNextPageParam: (last) => last.nextCursor,
      // Pages that are shown stay as they are: goods that move between pages while somebody looks would be missed.
      staleTime: Number.POSITIVE_INFINITY,
    },
  );
}
