import { z } from 'zod';
import { AdminProductQuery } from '@/lib/catalog/admin-model';
import { paths } from '@/lib/http/paths';

/** What is not a choice, as an empty field of the form or something that someone edited, is none. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value || undefined, schema.optional()).catch(undefined);

const { q, category, status, stockStatus, cursor } = AdminProductQuery.shape;

/** The state of the list of products, as it stands in the page's address. */
export const ProductListQuery = z.object({
  q: optional(q),
  category: optional(category),
  status: optional(status),
  stockStatus: optional(stockStatus),
  cursor: optional(cursor),
});
export type ProductListQuery = z.infer<typeof ProductListQuery>;

/** The page with this state; what is not set is left out. */
export function productListPath(query: ProductListQuery): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return set.length > 0 ? `${paths.adminProducts}?${new URLSearchParams(set)}` : paths.adminProducts;
}

/** Whether anything but the status narrows the list. */
export function isNarrowed({ q, category, stockStatus }: ProductListQuery): boolean {
  return Boolean(q || category || stockStatus);
}
