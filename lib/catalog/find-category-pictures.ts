import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';

/** For each top category a picture of its newest product on sale, from itself or from below it. By category id. */
export async function findCategoryPictures(db: Db): Promise<Record<string, string>> {
  const found = await rows<{ categoryId: string; url: string }>(
    db,
    sql`WITH RECURSIVE shelves AS (
          SELECT id, id AS top FROM categories WHERE parent_id IS NULL
          UNION ALL SELECT c.id, s.top FROM categories c JOIN shelves s ON c.parent_id = s.id
        )
        SELECT DISTINCT ON (s.top) s.top AS category_id, newest.url
        FROM shelves s CROSS JOIN LATERAL (
          SELECT l.created_at, l.product_id, i.url
          FROM product_listings l CROSS JOIN LATERAL (
            SELECT url FROM pictures WHERE product_id = l.product_id ORDER BY position LIMIT 1
          ) AS i
          WHERE l.category_id = s.id ORDER BY l.created_at DESC, l.product_id DESC LIMIT 1
        ) AS newest
        ORDER BY s.top, newest.created_at DESC, newest.product_id DESC`,
  );
  return Object.fromEntries(found.map(({ categoryId, url }) => [categoryId, url]));
}
