import { optionFiltersMax, ProductQuery, type ProductSort } from '@/lib/catalog/model';
import { pageSizeDefault } from '@/lib/shared/pagination';

export type SearchParams = Record<string, string | string[] | undefined>;

/** What a list shows, as its address says it. */
export type ListState = Pick<
  ProductQuery,
  'q' | 'minPriceWon' | 'maxPriceWon' | 'sort' | 'inStock' | 'option' | 'cursor' | 'limit'
>;

const { q, minPriceWon, maxPriceWon, sort, inStock, option, cursor, limit } = ProductQuery.shape;
const ListQuery = ProductQuery.pick({
  q: true,
  minPriceWon: true,
  maxPriceWon: true,
  sort: true,
  inStock: true,
  option: true,
  cursor: true,
  limit: true,
});
/** A name given twice counts once, as forms add to an address; options are many. */
const single = { q, minPriceWon, maxPriceWon, sort, inStock, cursor, limit };
type SingleName = keyof typeof single;

/** A search shows what fits best first, any other list what is newest. */
export function usualSort(search: string | undefined): ProductSort {
  return search ? 'relevance' : 'newest';
}

/** Reads a list's address. What makes no sense in it is passed over, as an old link should still show goods. */
export function readListState(search: SearchParams): ListState {
  const given = Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.at(-1) : value;
      // A price field that was left empty comes as an empty text.
      return text && isSingle(name) && single[name].safeParse(text).success ? [[name, text]] : [];
    }),
  );
  const options = [search.option ?? []].flat().filter((text) => option.safeParse(text).success);
  const state = ListQuery.parse({ ...given, option: options.slice(0, optionFiltersMax) });
  return inOrder({ ...state, sort: state.sort === 'relevance' ? usualSort(state.q) : state.sort });
}

/** The address of a list with some of its state changed. Any change starts again from the first page. */
export function listHref(base: string, state: ListState, change: Partial<ListState> = {}): string {
  const query = listSearch({ ...state, ...firstPage, ...change }).toString();
  return query ? `${base}?${query}` : base;
}

/** The state as a query, what is usual left out; the same names as the API's. */
export function listSearch(state: ListState): URLSearchParams {
  const search = new URLSearchParams();
  if (state.q) search.set('q', state.q);
  if (state.minPriceWon !== undefined) search.set('minPriceWon', String(state.minPriceWon));
  if (state.maxPriceWon !== undefined) search.set('maxPriceWon', String(state.maxPriceWon));
  if (state.inStock) search.set('inStock', 'true');
  for (const value of state.option) search.append('option', value);
  // Relevance is of a search; without one it means the usual.
  if (state.sort !== usualSort(state.q) && state.sort !== 'relevance') search.set('sort', state.sort);
  if (state.cursor !== undefined) search.set('cursor', state.cursor);
  if (state.limit !== pageSizeDefault) search.set('limit', String(state.limit));
  return search;
}

export function hasFilters({ minPriceWon, maxPriceWon, inStock, option }: ListState): boolean {
  return minPriceWon !== undefined || maxPriceWon !== undefined || inStock || option.length > 0;
}

/** Where a list begins. */
export const firstPage = { cursor: undefined, limit: pageSizeDefault };

export const noFilters = { minPriceWon: undefined, maxPriceWon: undefined, inStock: false, option: [] as string[] };

/** The options with one of them chosen, or no longer chosen. */
export function toggled(chosen: string[], value: string): string[] {
  return chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
}

/** Two prices the wrong way round are still the two that were meant. */
function inOrder(state: ListState): ListState {
  const { minPriceWon, maxPriceWon } = state;
  if (minPriceWon === undefined || maxPriceWon === undefined || minPriceWon <= maxPriceWon) return state;
  return { ...state, minPriceWon: maxPriceWon, maxPriceWon: minPriceWon };
}

function isSingle(name: string): name is SingleName {
  return name in single;
}
