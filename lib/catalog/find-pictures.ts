import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';

/** The first picture of each of these products, by product; also of those no longer on sale, since old orders show them. */
export async function findPictures(db: Db, productIds: string[]): Promise<Record<string, string>> {
  const found = await rows<{ productId: string; url: string }>(
    db,
    sql`SELECT DISTINCT ON (product_id) product_id, url FROM pictures
        WHERE product_id = ANY(${productIds}::uuid[]) ORDER BY product_id, position`,
  );
  return Object.fromEntries(found.map(({ productId, url }) => [productId, url]));
}
