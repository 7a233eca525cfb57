import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/**
 * Brings what lists and search read up to date with these products. Every verb that writes products, their texts or their variants calls it
 * last, for all products that it wrote at once; the names and moves of categories need none of it. Locks the products' listings.
 */
export async function refreshListings(tx: Tx, { productIds }: { productIds: string[] }): Promise<void> {
  await execute(tx, sql`SELECT refresh_product_listings(${productIds}::uuid[])`);
}
