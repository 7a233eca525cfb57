import { ProductQuery, type ProductSort } from '@/lib/catalog/model';

export type SearchParams = Record<string, string | string[] | undefined>;

/** What a list shows, as its address says it. */
export type ListState = Pick<ProductQuery, 'minPriceWon' | 'maxPriceWon' | 'sort' | 'inStock' | 'cursor'>;

export const defaultSort: ProductSort = 'newest';

const ListQuery = ProductQuery.pick({ minPriceWon: true, maxPriceWon: true, sort: true, inStock: true, cursor: true });
type ListName = keyof typeof ListQuery.shape;

/** Reads a list's address. What makes no sense in it is passed over, as an old link should still show goods. */
export function readListState(search: SearchParams): ListState {
  const given = Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.at(-1) : value;
      // A price field that was left empty comes as an empty text.
      return text && isListName(name) && ListQuery.shape[name].safeParse(text).success ? [[name, text]] : [];
    }),
  );
  return inOrder(ListQuery.parse(given));
}

/** The address of a list with some of its state changed. Any change starts again from the first page. */
export function listHref(base: string, state: ListState, change: Partial<ListState> = {}): string {
  const query = listSearch({ ...state, cursor: undefined, ...change }).toString();
  return query ? `${base}?${query}` : base;
}

/** The state as a query, defaults left out; the same names as the API's. */
export function listSearch({ minPriceWon, maxPriceWon, sort, inStock, cursor }: ListState): URLSearchParams {
  const search = new URLSearchParams();
  if (minPriceWon !== undefined) search.set('minPriceWon', String(minPriceWon));
  if (maxPriceWon !== undefined) search.set('maxPriceWon', String(maxPriceWon));
  if (inStock) search.set('inStock', 'true');
  if (sort !== defaultSort) search.set('sort', sort);
  if (cursor !== undefined) search.set('cursor', cursor);
  return search;
}

export function hasFilters({ minPriceWon, maxPriceWon, inStock }: ListState): boolean {
  return minPriceWon !== undefined || maxPriceWon !== undefined || inStock;
}

export const noFilters = { minPriceWon: undefined, maxPriceWon: undefined, inStock: false } as const;

/** Two prices the wrong way round are still the two that were meant. */
function inOrder(state: ListState): ListState {
  const { minPriceWon, maxPriceWon } = state;
  if (minPriceWon === undefined || maxPriceWon === undefined || minPriceWon <= maxPriceWon) return state;
  return { ...state, minPriceWon: maxPriceWon, maxPriceWon: minPriceWon };
}

function isListName(name: string): name is ListName {
  return name in ListQuery.shape;
}
