import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/**
 * Sets how popular products are, in units sold of late; all that are not named become 0. Gives the number of listings that changed.
 *
 * One statement, which writes only what is different and passes over products that are not on sale. Listings are locked in id order; what
 * waits for them is at most the back office, never a checkout.
 */
export function refreshPopularity(
  db: Db,
  { scores }: { scores: { productId: string; units: number }[] },
): Promise<number> {
  const [ids, units] = [scores.map((score) => score.productId), scores.map((score) => score.units)];
  return execute(
    db,
    sql`WITH scored AS MATERIALIZED (
          SELECT product_id, greatest(units, 0) AS units FROM unnest(${ids}::uuid[], ${units}::int[]) AS score (product_id, units)
        ),
        changed AS MATERIALIZED (
          SELECT product_id, coalesce(s.units, 0) AS units
          FROM product_listings l LEFT JOIN scored s USING (product_id)
          WHERE (l.popularity > 0 OR l.product_id = ANY(ARRAY(SELECT product_id FROM scored)))
            AND l.popularity <> coalesce(s.units, 0)
          ORDER BY product_id FOR NO KEY UPDATE OF l
        )
        UPDATE product_listings l SET popularity = c.units FROM changed c WHERE l.product_id = c.product_id`,
  );
}
