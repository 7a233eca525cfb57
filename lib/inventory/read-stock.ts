import type { Db } from '@/lib/db/client';
import type { StockOfMany } from './model';
import { nothing, readAvailability } from './read-availability';

type StockQuery = { variantIds: string[]; productIds: string[]; now: Date };

/** How much of each of these could be bought at `now`, in one query. What is not on sale, or not there, is sold out. */
export async function readStock(db: Db, { variantIds, productIds, now }: StockQuery): Promise<StockOfMany> {
  const found = await readAvailability(db, [...variantIds, ...productIds]);
  const of = (id: string) => ({ ...(found.get(id) ?? nothing), asOf: now.toISOString() });
  return {
    variants: variantIds.map((variantId) => ({ variantId, ...of(variantId) })),
    products: productIds.map((productId) => ({ productId, ...of(productId) })),
  };
}
