import type { ProductItem, Suggestions } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { firstPage, listHref, noFilters } from './list-address';

/** Something that the search field offers to go to. */
export type OfferedSearch = { key: string; href: string } & (
  | { kind: 'text'; text: string }
  | { kind: 'category'; text: string }
  | { kind: 'product'; product: ProductItem }
);

export type OfferGroup = { title: 'recent' | 'completions' | 'categories' | 'products'; offers: OfferedSearch[] };

type Typed = { text: string; recent: string[]; suggestions: Suggestions | undefined };

/** What to offer for the text in the search field, in groups: before anything is typed what was searched for lately. */
export function offeredSearches({ text, recent, suggestions }: Typed): OfferGroup[] {
  if (text === '') return notEmpty([{ title: 'recent', offers: recent.map(searchFor) }]);
  const { completions, categories, products } = suggestions ?? { completions: [], categories: [], products: [] };
  return notEmpty([
    { title: 'completions', offers: completions.map(searchFor) },
    {
      title: 'categories',
      offers: categories.map(({ slug, name }) => ({
        kind: 'category',
        key: `category ${slug}`,
        text: name,
        href: paths.category(slug),
      })),
    },
    {
      title: 'products',
      offers: products.map((product) => ({
        kind: 'product',
        key: `product ${product.id}`,
        product,
        href: paths.product(product.slug),
      })),
    },
  ]);
}

/** The address of the results of a search. */
export function searchHref(q: string): string {
  return listHref(paths.products, { ...noFilters, ...firstPage, q, sort: 'relevance' });
}

function searchFor(text: string): OfferedSearch {
  return { kind: 'text', key: `text ${text}`, text, href: searchHref(text) };
}

function notEmpty(groups: OfferGroup[]): OfferGroup[] {
  return groups.filter(({ offers }) => offers.length > 0);
}
