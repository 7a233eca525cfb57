import { type Sql, sql } from '@/lib/db/sql';
import { isId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import type { ProductItem } from './model';
import { productStockStatus, type StockState, stockStatus } from './rules';
import { categoryName, productName } from './texts';

// Pieces of SQL that the lists and pages of products share. In all of them `p` is the product.

export type ItemRow = Omit<ProductItem, 'availableUnits' | 'stockStatus'> & {
  stock: StockState[] | null;
};

/** What every list shows of the product `p` in its category `c`. */
export function itemColumns(locale: Locale): Sql {
  return sql`p.id, p.slug, ${productName(locale)} AS name, p.price_won, p.compare_at_won,
    jsonb_build_object('id', c.id, 'slug', c.slug, 'name', ${categoryName(locale)}) AS category,
    (SELECT jsonb_build_object('url', i.url, 'width', i.width, 'height', i.height)
     FROM pictures i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1) AS image,
    (SELECT jsonb_agg(jsonb_build_object(
       'availableUnits', coalesce(s.on_hand_units - s.reserved_units, 0), 'safetyMinUnits', coalesce(s.safety_min_units, 0)))
     FROM variants v LEFT JOIN stock_levels s ON s.variant_id = v.id
     WHERE v.product_id = p.id AND v.status = 'ACTIVE') AS stock`;
}

export function toItem({ stock, id, slug, name, priceWon, compareAtWon, category, image }: ItemRow): ProductItem {
  const states = stock ?? [];
  const availableUnits = states.reduce((sum, state) => sum + state.availableUnits, 0);
  const status = productStockStatus(states.map(stockStatus));
  return { id, slug, name, priceWon, compareAtWon, category, image, availableUnits, stockStatus: status };
}

export function categoryWithDescendants(idOrSlug: string): Sql {
  const root = isId(idOrSlug)
    ? sql`id = ${idOrSlug}::uuid`
    : sql`id = coalesce((SELECT id FROM categories WHERE slug = ${idOrSlug}),
        (SELECT category_id FROM former_category_slugs WHERE slug = ${idOrSlug}))`;
  return sql`WITH RECURSIVE below AS (
      SELECT id FROM categories WHERE ${root}
      UNION ALL SELECT c.id FROM categories c JOIN below ON c.parent_id = below.id
    ) SELECT id FROM below`;
}

/** Of the product `p`: plain substrings of its name in any language, or of a SKU of its variants. */
export function nameOrSkuContains(text: string): Sql {
  return sql`(${nameContains(text)}
    OR EXISTS (SELECT 1 FROM variants v WHERE v.product_id = p.id AND v.status = 'ACTIVE' AND v.sku ILIKE ${containing(text)}))`;
}

/** Of the product `p`, in any language. */
export function nameContains(text: string): Sql {
  return sql`EXISTS (SELECT 1 FROM product_translations t WHERE t.product_id = p.id AND t.name ILIKE ${containing(text)})`;
}

/** A pattern for LIKE, with LIKE's own signs in the text taken literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** From the root down to the category of the product `p`. */
export function categoryPath(locale: Locale): Sql {
  return sql`(WITH RECURSIVE up AS (
      SELECT k.id, k.parent_id, 0 AS height FROM categories k WHERE k.id = p.category_id
      UNION ALL SELECT k.id, k.parent_id, up.height + 1 FROM categories k JOIN up ON k.id = up.parent_id
    )
    SELECT jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'name', ${categoryName(locale)}) ORDER BY up.height DESC)
    FROM up JOIN categories c ON c.id = up.id)`;
}
