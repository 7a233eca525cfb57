import { type Sql, sql } from '@/lib/db/sql';

// Pieces of SQL that checking and applying an import share.

/** What is stored of the products that the import names, in the cells of a file; `before` is null where there is no such product. */
export function presentProducts(importId: string): Sql {
  return sql`
    SELECT g.slug, p.id AS product_id,
      CASE WHEN p.id IS NOT NULL THEN jsonb_build_object(
        'nameKo', ko.name, 'nameEn', en.name, 'descriptionKo', ko.description, 'descriptionEn', coalesce(en.description, ''),
        'category', c.slug, 'status', p.status) END AS before
    FROM product_import_products g
      LEFT JOIN products p ON p.slug = g.slug
      LEFT JOIN categories c ON c.id = p.category_id
      LEFT JOIN product_translations ko ON ko.product_id = p.id AND ko.locale = 'ko'
      LEFT JOIN product_translations en ON en.product_id = p.id AND en.locale = 'en'
    WHERE g.import_id = ${importId}::uuid`;
}

/** The same of the variants, found by SKU. */
export function presentVariants(importId: string): Sql {
  return sql`
    SELECT r.line, v.id AS variant_id, s.on_hand_units,
      CASE WHEN v.id IS NOT NULL THEN jsonb_build_object(
        'options', v.options, 'optionsEn', v.options_en, 'priceWon', v.price_won, 'compareAtWon', v.compare_at_won,
        'maxPerOrder', v.max_per_order, 'variantStatus', v.status, 'safetyMinUnits', coalesce(s.safety_min_units, 0),
        'safetyMaxUnits', s.safety_max_units) END AS before
    FROM product_import_rows r
      LEFT JOIN variants v ON v.sku = r.sku
      LEFT JOIN stock_levels s ON s.variant_id = v.id
    WHERE r.import_id = ${importId}::uuid`;
}

/** Every category under its slug, and under the slugs on the way to it, as `living/ceramics`. */
export const categoryNames = sql`
  WITH RECURSIVE tree AS (
    SELECT id, slug, slug AS path FROM categories WHERE parent_id IS NULL
    UNION ALL SELECT c.id, c.slug, tree.path || '/' || c.slug FROM categories c JOIN tree ON c.parent_id = tree.id
  )
  SELECT slug AS name, slug FROM tree UNION SELECT path, slug FROM tree`;
