import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { isId } from '@/lib/shared/ids';

/** The present slug of what the shop shows at an address: by its present slug, a former one, or a product's id. Null where there is nothing. */
export async function findAddress(
  db: Db,
  { kind, idOrSlug }: { kind: 'products' | 'categories'; idOrSlug: string },
): Promise<string | null> {
  const product = isId(idOrSlug)
    ? sql`${idOrSlug}::uuid`
    : sql`coalesce((SELECT id FROM products WHERE slug = ${idOrSlug}),
        (SELECT product_id FROM former_product_slugs WHERE slug = ${idOrSlug}))`;
  const category = sql`coalesce((SELECT id FROM categories WHERE slug = ${idOrSlug}),
    (SELECT category_id FROM former_category_slugs WHERE slug = ${idOrSlug}))`;
  const found = await firstRow<{ slug: string }>(
    db,
    kind === 'products'
      ? sql`SELECT slug FROM products WHERE id = ${product} AND status = 'ACTIVE'`
      : sql`SELECT slug FROM categories WHERE id = ${category}`,
  );
  return found?.slug ?? null;
}
