import type { StockStatus } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { pathWith } from './query-text';

/** What the list of stock is narrowed to; the address of its page has the same. */
export type StockSearch = { q?: string | undefined; status?: StockStatus | undefined; cursor?: string | undefined };

export function stockListPath(search: StockSearch): string {
  return pathWith(paths.adminStock, search);
}
