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
        SELECT DISTINCT ON (s.top) s.top AS category_id, i.url
        FROM shelves s JOIN products p ON p.category_id = s.id AND p.status = 'ACTIVE' JOIN pictures i ON i.product_id = p.id
        ORDER BY s.top, p.created_at DESC, p.id DESC, i.position`,
  );
  return Object.fromEntries(found.map(({ categoryId, url }) => [categoryId, url]));
}
