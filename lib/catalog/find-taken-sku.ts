import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';

/**
 * One of these SKUs that a variant of another product has, or null. It is for saying which; what is taken between this look and the write,
 * the UNIQUE index still refuses.
 */
export async function findTakenSku(
  db: Db,
  { skus, productId }: { skus: string[]; productId: string },
): Promise<string | null> {
  const found = await firstRow<{ sku: string }>(
    db,
    sql`SELECT sku FROM variants WHERE sku = ANY (${skus}) AND product_id <> ${productId}::uuid LIMIT 1`,
  );
  return found?.sku ?? null;
}
