import { PackageSearch, SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { hasFilters, type ListState, listHref, noFilters } from '@/components/shop/list-address';
import { ProductShelf } from '@/components/shop/product-shelf';
import { useChosenFilters } from '@/components/shop/use-chosen-filters';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { listProducts } from '@/lib/catalog/list-products';
import type { CategoryNode, Facets } from '@/lib/catalog/model';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { unwrap } from '@/lib/shared/result';

const popularCount = 3;

type NothingFoundProps = { base: string; state: ListState; facets: Facets; categories: CategoryNode[] };

/** Ways on from a list that is empty: without each filter, and from a search to the shelves and to what is popular. */
export function NothingFound({ base, state, facets, categories }: NothingFoundProps) {
  const t = useTranslations('shop');
  const chosen = useChosenFilters(base, state, facets);
  const filtered = hasFilters(state);
  const title = filtered ? t('list.nothingMatches') : t('list.nothingHere');
  const body = filtered ? t('list.nothingMatchesBody') : t('list.nothingHereBody');
  return (
    <>
      <EmptyState
        icon={state.q ? SearchX : PackageSearch}
        title={state.q ? t('search.nothingTitle', { q: state.q }) : title}
        body={state.q ? t(filtered ? 'search.nothingFiltered' : 'search.nothingBody') : body}
        action={
          <>
            {chosen.length > 1 &&
              chosen.map(({ text, hrefWithout }) => (
                <Action key={hrefWithout} href={hrefWithout} text={t('search.withoutFilter', { filter: text })} />
              ))}
            {filtered ? (
              <Action href={listHref(base, state, noFilters)} text={t('list.clearFilters')} />
            ) : (
              <Action href={paths.products} text={t('list.toAll')} />
            )}
          </>
        }
      />
      {state.q && <Shelves categories={categories} />}
      {state.q && <Popular />}
    </>
  );
}

function Action({ href, text }: { href: string; text: string }) {
  return (
    <LinkButton asChild variant="secondary">
      <Link href={href}>{text}</Link>
    </LinkButton>
  );
}

function Shelves({ categories }: { categories: CategoryNode[] }) {
  const t = useTranslations('shop.search');
  return (
    <nav aria-label={t('tryCategories')} className="mb-12 grid justify-items-center gap-3 border-t pt-8">
      <h2 className="font-semibold text-sm">{t('tryCategories')}</h2>
      <ul className="flex flex-wrap justify-center gap-2">
        {categories.map(({ id, slug, name }) => (
          <li key={id}>
            <Link
              href={paths.category(slug)}
              className="inline-flex min-h-11 items-center rounded-full border border-line bg-surface px-4 text-sm transition-colors hover:border-edge md:min-h-9"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

async function Popular() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('shop.search')]);
  const query = { ...noFilters, inStock: true, sort: 'popular', limit: popularCount } as const;
  const { items } = unwrap(await listProducts(db(), query, { locale }));
  return <ProductShelf title={t('popular')} products={items} wide={false} />;
}
