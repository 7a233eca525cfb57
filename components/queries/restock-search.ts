import { paths } from '@/lib/http/paths';
import type { RestockState } from '@/lib/notifications/restock/model';
import { pathWith } from './query-text';

/** What the waiting list is narrowed to; the address of its page has the same. */
export type RestockSearch = {
  q?: string | undefined;
  state?: RestockState | undefined;
  variantId?: string | undefined;
  cursor?: string | undefined;
};

export function restockListPath(search: RestockSearch): string {
  return pathWith(paths.adminRestocks, search);
}
