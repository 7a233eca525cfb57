import type { StockStatus } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';

/** What the list of stock is narrowed to; the address of its page has the same. */
export type StockSearch = { q?: string | undefined; status?: StockStatus | undefined; cursor?: string | undefined };

/** The search as a query string, without what is empty. */
export function stockSearchText(search: StockSearch): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}

export function stockListPath(search: StockSearch): string {
  const query = stockSearchText(search);
  return query ? `${paths.adminStock}?${query}` : paths.adminStock;
}
