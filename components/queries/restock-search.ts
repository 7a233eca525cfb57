import { paths } from '@/lib/http/paths';
import type { RestockState } from '@/lib/notifications/restock/model';

/** What the waiting list is narrowed to; the address of its page has the same. */
export type RestockSearch = {
  q?: string | undefined;
  state?: RestockState | undefined;
  variantId?: string | undefined;
  cursor?: string | undefined;
};

/** The search as a query string, without what is empty. */
export function restockSearchText(search: RestockSearch): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}

export function restockListPath(search: RestockSearch): string {
  const query = restockSearchText(search);
  return query ? `${paths.adminRestocks}?${query}` : paths.adminRestocks;
}
