import { z } from 'zod';
import { pathWith } from '@/components/queries/query-text';
import { AdminProductQuery } from '@/lib/catalog/admin-model';
import { paths } from '@/lib/http/paths';
import { orNone } from './or-none';

const { q, category, status, stockStatus, cursor } = AdminProductQuery.shape;

/** The state of the list of products, as it stands in the page's address. */
export const ProductListQuery = z.object({
  q: orNone(q),
  category: orNone(category),
  status: orNone(status),
  stockStatus: orNone(stockStatus),
  cursor: orNone(cursor),
});
export type ProductListQuery = z.infer<typeof ProductListQuery>;

/** The page with this state; what is not set is left out. */
export function productListPath(query: ProductListQuery): string {
  return pathWith(paths.adminProducts, query);
}

/** Whether anything but the status narrows the list. */
export function isNarrowed({ q, category, stockStatus }: ProductListQuery): boolean {
  return Boolean(q || category || stockStatus);
}
