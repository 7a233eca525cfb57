'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useProductPages } from '@/components/queries/products';
import { buttonStyle } from '@/components/ui/button-style';
import { Notice } from '@/components/ui/notice';
import { Spinner } from '@/components/ui/spinner';
import type { ProductItem } from '@/lib/catalog/model';
import { type Page, pageSizeDefault, pageSizeMax } from '@/lib/shared/pagination';
import { ProductGrid } from './product-grid';
import { ProductTile } from './product-tile';

/** Tiles in the first rows are loaded at once. */
const eagerCount = 4;

type ProductPagesProps = {
  first: Page<ProductItem>;
  /** What the list was asked with, without its cursor. */
  query: string;
  /** The page after the first. */
  nextHref: string | null;
};

/**
 * The list, growing under its "more" link. Its address says how far, so that a reload shows the same; once it is as long as an address may
 * ask for, the link leads to the next page, as it always does without scripts.
 */
export function ProductPages({ first, query, nextHref }: ProductPagesProps) {
  const t = useTranslations('shop.list');
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = useProductPages(query, first);
  const products = data.pages.flatMap(({ items }) => items);
  const grid = useFocusOnGrowth(data.pages.length, first.items.length);
  const isFull = products.length + pageSizeDefault > pageSizeMax;
  const moreHref = nextHref && withParameter(nextHref, 'cursor', data.pages.at(-1)?.nextCursor ?? '');

  useEffect(() => {
    if (data.pages.length === 1) return;
    window.history.replaceState(null, '', withParameter(window.location.href, 'limit', String(products.length)));
  }, [data.pages.length, products.length]);

  const showMore = (event: MouseEvent) => {
    if (isFull || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!isFetchingNextPage) void fetchNextPage();
  };

  return (
    <div ref={grid}>
      <ProductGrid>
        {products.map((product, place) => (
          <li key={product.id}>
            <ProductTile product={product} heading="h2" eager={place < eagerCount} />
          </li>
        ))}
      </ProductGrid>
      <p role="status" className="sr-only">
        {data.pages.length > 1 ? t('shown', { count: products.length }) : ''}
      </p>
      {isError && (
        <Notice tone="danger" className="mx-auto mt-8 max-w-md">
          {t('moreFailed')}
        </Notice>
      )}
      {hasNextPage && moreHref && (
        <div className="mt-12 grid place-items-center">
          <Link
            href={moreHref}
            rel="next"
            prefetch={false}
            onClick={showMore}
            aria-busy={isFetchingNextPage || undefined}
            className={buttonStyle({ variant: 'outline', className: 'min-w-48' })}
          >
            {isFetchingNextPage && <Spinner />}
            {t('more')}
          </Link>
        </div>
      )}
    </div>
  );
}

function withParameter(address: string, name: string, value: string): string {
  const [path = '', query = ''] = address.split('?');
  const search = new URLSearchParams(query);
  search.set(name, value);
  return `${path}?${search}`;
}

/** When the list has grown, the keyboard goes on at the first of the new tiles. */
function useFocusOnGrowth(pageCount: number, firstPageSize: number) {
  const grid = useRef<HTMLDivElement>(null);
  const shown = useRef({ pageCount, size: firstPageSize });
  useEffect(() => {
    const links = grid.current?.querySelectorAll<HTMLElement>('article a') ?? [];
    if (pageCount > shown.current.pageCount) links[shown.current.size]?.focus({ preventScroll: true });
    shown.current = { pageCount, size: links.length };
  }, [pageCount]);
  return grid;
}
