import type { CatalogError, VariantStock } from '@/lib/catalog/model';
import type { Db } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/shared/result';
import type { StockOfMany } from './model';
import { nothing, readAvailability } from './read-availability';

type StockQuery = { variantIds: string[]; productIds: string[]; now: Date };

/** How much of each of these could be bought at `now`, in one query. What is not on sale, or not there, is sold out. */
export async function readStock(db: Db, { variantIds, productIds, now }: StockQuery): Promise<StockOfMany> {
  const found = await readAvailability(db, [...variantIds, ...productIds]);
  const asOf = now.toISOString();
  return {
    variants: variantIds.map((variantId) => ({ variantId, ...(found.variants.get(variantId) ?? nothing), asOf })),
    products: productIds.map((productId) => ({ productId, ...(found.products.get(productId) ?? nothing), asOf })),
  };
}

/** The same of one variant. Error: `catalog.variantNotFound`, also of what is not on sale. */
export async function readVariantStock(
  db: Db,
  { variantId, now }: { variantId: string; now: Date },
): Promise<Result<VariantStock, CatalogError>> {
  const stock = (await readAvailability(db, [variantId])).variants.get(variantId) ?? nothing;
  return stock === nothing
    ? err({ code: 'catalog.variantNotFound' })
    : ok({ variantId, ...stock, asOf: now.toISOString() });
}
