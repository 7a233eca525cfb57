import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FilterChips } from '@/components/shop/filter-chips';
import { FilterSheet } from '@/components/shop/filter-sheet';
import { firstPage, type ListState, listHref, listSearch } from '@/components/shop/list-address';
import { ListFilters } from '@/components/shop/list-filters';
import { ProductPages } from '@/components/shop/product-pages';
import { SortLinks } from '@/components/shop/sort-links';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { findProducts } from '@/lib/catalog/find-products';
import type { CategoryNode, Facets, ProductCount, ProductPage } from '@/lib/catalog/model';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { required } from '@/lib/shared/invariant';
import { unwrap } from '@/lib/shared/result';
import { NothingFound } from './nothing-found';

type ProductListingProps = {
  title: string;
  above?: ReactNode;
  categories: CategoryNode[];
  /** The category that is listed; null for every product. */
  category: CategoryNode | null;
  state: ListState;
};

/** A list of products with its filters, sorts and pages; the same for all of them, for a category and for a search. */
export async function ProductListing({ title, above, categories, category, state }: ProductListingProps) {
  const base = category ? paths.category(category.slug) : paths.products;
  const { facets, ...page } = await readPage(state, category);
  const filters = (
    <ListFilters base={base} state={state} categories={categories} here={category?.slug ?? null} facets={facets} />
  );

  return (
    <div className="page py-6 lg:py-10">
      <PageHeading above={above} title={title} />
      <div className="mt-5 grid gap-x-10 lg:mt-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <aside className="max-lg:hidden">{filters}</aside>
        <div className="min-w-0">
          <div className="mb-4 flex items-center justify-between gap-4 border-b pb-2 lg:mb-6">
            <SortLinks base={base} state={state} />
            <FilterSheet key={listHref(base, state)} count={filterCount(state)}>
              {filters}
            </FilterSheet>
            <Total of={facets.total} />
          </div>
          <div className="mb-5 empty:hidden">
            <FilterChips base={base} state={state} facets={facets} />
          </div>
          {page.correctedQuery && <Corrected asked={state.q ?? ''} found={page.correctedQuery} />}
          {page.items.length > 0 ? (
            <ProductPages
              key={listHref(base, state, { cursor: state.cursor })}
              first={page}
              query={apiQuery(state, category)}
              nextHref={page.nextCursor && listHref(base, state, { cursor: page.nextCursor })}
            />
          ) : (
            <NothingFound base={base} state={state} facets={facets} categories={categories} />
          )}
          {state.cursor && <ToFirstPage href={listHref(base, state)} />}
        </div>
      </div>
    </div>
  );
}

type PageWithFacets = ProductPage & { facets: Facets };

/** A cursor that is no longer good, as after a change of the sort in the address, leads to the first page. */
async function readPage(state: ListState, category: CategoryNode | null): Promise<PageWithFacets> {
  const locale = await getLocale();
  const query = { ...state, category: category?.slug, facets: true };
  const found = await findProducts(db(), query, { locale });
  const page = found.ok ? found : await findProducts(db(), { ...query, cursor: undefined }, { locale });
  const { facets, ...rest } = unwrap(page);
  return { ...rest, facets: required(facets, 'facets, which were asked for') };
}

function apiQuery(state: ListState, category: CategoryNode | null): string {
  const search = listSearch({ ...state, ...firstPage });
  if (category) search.set('category', category.slug);
  return search.toString();
}

function filterCount({ minPriceWon, maxPriceWon, inStock, option }: ListState): number {
  return Number(minPriceWon !== undefined || maxPriceWon !== undefined) + Number(inStock) + option.length;
}

async function Total({ of: { count, isMore } }: { of: ProductCount }) {
  const t = await getTranslations('shop.list');
  return (
    <p className="ml-auto whitespace-nowrap text-faint text-sm tabular-nums max-lg:hidden">
      {t(isMore ? 'totalMore' : 'total', { count })}
    </p>
  );
}

async function Corrected({ asked, found }: { asked: string; found: string }) {
  const t = await getTranslations('shop.search');
  return (
    <Notice tone="info" className="mb-6">
      {t('corrected', { asked, found })}
    </Notice>
  );
}

async function ToFirstPage({ href }: { href: string }) {
  const t = await getTranslations('shop.list');
  return (
    <p className="mt-6 text-center">
      <LinkButton asChild variant="ghost" size="sm">
        <Link href={href}>{t('firstPage')}</Link>
      </LinkButton>
    </p>
  );
}
