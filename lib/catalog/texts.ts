import { type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';

// SQL for texts in the reader's language; Korean, which is always there, stands in for a missing one.

/** Of the product `p`. */
export function productName(locale: Locale): Sql {
  return sql`coalesce(
    (SELECT t.name FROM product_translations t WHERE t.product_id = p.id AND t.locale = ${locale}::locale),
    (SELECT t.name FROM product_translations t WHERE t.product_id = p.id AND t.locale = 'ko'))`;
}

/** Of the product `p`. */
export function productDescription(locale: Locale): Sql {
  return sql`coalesce(
    (SELECT nullif(t.description, '') FROM product_translations t WHERE t.product_id = p.id AND t.locale = ${locale}::locale),
    (SELECT t.description FROM product_translations t WHERE t.product_id = p.id AND t.locale = 'ko'), '')`;
}

/** Of the category `c`. */
export function categoryName(locale: Locale): Sql {
  return sql`coalesce(
    (SELECT t.name FROM category_translations t WHERE t.category_id = c.id AND t.locale = ${locale}::locale),
    (SELECT t.name FROM category_translations t WHERE t.category_id = c.id AND t.locale = 'ko'))`;
}

/** Of the picture `i`. */
export function pictureAlt(locale: Locale): Sql {
  return locale === 'en' ? sql`coalesce(nullif(i.alt_en, ''), i.alt_ko)` : sql`i.alt_ko`;
}
