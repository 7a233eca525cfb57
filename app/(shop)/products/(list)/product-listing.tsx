import { PackageSearch } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FilterChips } from '@/components/shop/filter-chips';
import { FilterSheet } from '@/components/shop/filter-sheet';
import { hasFilters, type ListState, listHref, listSearch, noFilters } from '@/components/shop/list-address';
import { ListFilters } from '@/components/shop/list-filters';
import { ProductPages } from '@/components/shop/product-pages';
import { SortLinks } from '@/components/shop/sort-links';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import type { CategoryNode, ProductItem } from '@/lib/catalog/model';
import { listProducts } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { type Page, pageSizeDefault } from '@/lib/shared/pagination';

type ProductListingProps = {
  title: string;
  above?: ReactNode;
  categories: CategoryNode[];
  /** The category that is listed; null for every product. */
  category: CategoryNode | null;
  state: ListState;
};

/** A list of products with its filters, sorts and pages; the same for all of them and for a category. */
export async function ProductListing({ title, above, categories, category, state }: ProductListingProps) {
  const base = category ? paths.category(category.slug) : paths.products;
  const page = await readPage(state, category);
  const filters = <ListFilters base={base} state={state} categories={categories} here={category?.slug ?? null} />;

  return (
    <div className="page py-6 lg:py-10">
      <PageHeading above={above} title={title} />
      <div className="mt-5 grid gap-x-12 lg:mt-8 lg:grid-cols-[11.5rem_minmax(0,1fr)]">
        <aside className="max-lg:hidden">{filters}</aside>
        <div className="min-w-0">
          <div className="mb-4 flex items-center justify-between gap-4 border-b pb-2 lg:mb-6">
            <SortLinks base={base} state={state} />
            <FilterSheet key={listHref(base, state)} count={filterCount(state)}>
              {filters}
            </FilterSheet>
          </div>
          <div className="mb-5 empty:hidden">
            <FilterChips base={base} state={state} />
          </div>
          {page.items.length > 0 ? (
            <ProductPages
              key={listHref(base, state, { cursor: state.cursor })}
              first={page}
              query={apiQuery(state, category)}
              nextHref={page.nextCursor && listHref(base, state, { cursor: page.nextCursor })}
            />
          ) : (
            <NothingFound base={base} state={state} />
          )}
          {state.cursor && <ToFirstPage href={listHref(base, state)} />}
        </div>
      </div>
    </div>
  );
}

/** A cursor that is no longer good, as after a change of the sort in the address, leads to the first page. */
async function readPage(state: ListState, category: CategoryNode | null): Promise<Page<ProductItem>> {
  const locale = await getLocale();
  const query = { ...state, category: category?.slug, limit: pageSizeDefault };
  const listed = await listProducts(db(), query, { locale });
  if (listed.ok) return listed.value;
  const first = await listProducts(db(), { ...query, cursor: undefined }, { locale });
  return first.ok ? first.value : { items: [], nextCursor: null };
}

function apiQuery(state: ListState, category: CategoryNode | null): string {
  const search = listSearch({ ...state, cursor: undefined });
  if (category) search.set('category', category.slug);
  return search.toString();
}

function filterCount({ minPriceWon, maxPriceWon, inStock }: ListState): number {
  return Number(minPriceWon !== undefined || maxPriceWon !== undefined) + Number(inStock);
}

async function NothingFound({ base, state }: { base: string; state: ListState }) {
  const t = await getTranslations('shop.list');
  const filtered = hasFilters(state);
  return (
    <EmptyState
      icon={PackageSearch}
      title={t(filtered ? 'nothingMatches' : 'nothingHere')}
      body={t(filtered ? 'nothingMatchesBody' : 'nothingHereBody')}
      action={
        <LinkButton asChild variant="secondary">
          <Link href={filtered ? listHref(base, state, noFilters) : paths.products}>
            {t(filtered ? 'clearFilters' : 'toAll')}
          </Link>
        </LinkButton>
      }
    />
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
