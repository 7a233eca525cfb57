import type { Db } from '@/lib/db/client';
import { firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { isId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import { localizeOptions, type PairedOptions } from '@/lib/shared/options';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  type CatalogError,
  type CategoryNode,
  type CategoryRef,
  maxPerOrderDefault,
  type ProductDetail,
  type ProductImage,
  type ProductItem,
  productCountMax,
} from './model';
import { categoryPath, type ItemRow, itemColumns, toItem } from './product-sql';
import { type CategoryRow, categoryTree, stockStatus } from './rules';
import { categoryName, pictureAlt, productDescription } from './texts';

/** The whole tree, without counts: what menus show. */
export async function readCategoryMenu(db: Db, { locale }: { locale: Locale }): Promise<CategoryNode[]> {
  return categoryTree(await readCategories(db, { locale, count: sql`0` }));
}

/** The whole tree with the number of active products on each node and below it. No category's own are counted beyond `productCountMax`. */
export async function readCategoryTree(db: Db, { locale }: { locale: Locale }): Promise<CategoryNode[]> {
  const count = sql`(SELECT count(*) FROM (
    SELECT FROM product_listings l WHERE l.category_id = c.id LIMIT ${productCountMax + 1}) AS counted)`;
  return categoryTree(await readCategories(db, { locale, count }));
}

function readCategories(db: Db, { locale, count }: { locale: Locale; count: Sql }): Promise<CategoryRow[]> {
  return rows<CategoryRow>(
    db,
    sql`SELECT c.id, c.parent_id, c.slug, ${categoryName(locale)} AS name, ${count} AS product_count
        FROM categories c ORDER BY c.position, c.id`,
  );
}

/** The active ones of these products as lists show them, in the order of the ids. */
export async function readProductItems(
  db: Db,
  { productIds }: { productIds: string[] },
  { locale }: { locale: Locale },
): Promise<ProductItem[]> {
  const found = await rows<ItemRow>(
    db,
    sql`SELECT ${itemColumns(locale)} FROM products p JOIN categories c ON c.id = p.category_id
        WHERE p.id = ANY (${productIds}::uuid[]) AND p.status = 'ACTIVE'
        ORDER BY array_position(${productIds}::uuid[], p.id)`,
  );
  return found.map(toItem);
}

/** One active product with everything its page shows, at `now`; also by a slug that it had before, when no product has that one now. */
export async function readProduct(
  db: Db,
  { idOrSlug, now }: { idOrSlug: string; now: Date },
  { locale }: { locale: Locale },
): Promise<Result<ProductDetail, CatalogError>> {
  const which = isId(idOrSlug)
    ? sql`${idOrSlug}::uuid`
    : sql`coalesce((SELECT id FROM products WHERE slug = ${idOrSlug}),
        (SELECT product_id FROM former_product_slugs WHERE slug = ${idOrSlug}))`;
  const found = await firstRow<DetailRow>(
    db,
    sql`SELECT ${itemColumns(locale)}, ${productDescription(locale)} AS description,
          ${categoryPath(locale)} AS category_path,
          (SELECT jsonb_agg(jsonb_build_object('url', i.url, 'width', i.width, 'height', i.height, 'alt', ${pictureAlt(locale)})
             ORDER BY i.position)
           FROM pictures i WHERE i.product_id = p.id) AS images,
          (SELECT jsonb_agg(jsonb_build_object(
             'id', v.id, 'sku', v.sku, 'options', v.options, 'optionsEn', v.options_en, 'priceWon', v.price_won, 'compareAtWon', v.compare_at_won,
             'maxPerOrder', coalesce(v.max_per_order, ${maxPerOrderDefault}::int),
             'availableUnits', coalesce(s.on_hand_units - s.reserved_units, 0),
             'safetyMinUnits', coalesce(s.safety_min_units, 0)) ORDER BY v.position, v.id)
           FROM variants v LEFT JOIN stock_levels s ON s.variant_id = v.id
           WHERE v.product_id = p.id AND v.status = 'ACTIVE') AS variants
        FROM products p JOIN categories c ON c.id = p.category_id
        WHERE p.id = ${which} AND p.status = 'ACTIVE'`,
  );
  if (!found) return err({ code: 'catalog.productNotFound' });
  const { description, categoryPath: path, images, variants, ...item } = found;
  return ok({
    ...toItem(item),
    description,
    categoryPath: path,
    images: images ?? [],
    variants: (variants ?? []).map(({ safetyMinUnits, optionsEn, ...variant }) => ({
      ...variant,
      options: localizeOptions({ options: variant.options, optionsEn }, locale),
      stockStatus: stockStatus({ availableUnits: variant.availableUnits, safetyMinUnits }),
    })),
    asOf: now.toISOString(),
  });
}

/** The present slug of the category that had this one before, or null. */
export async function findMovedCategory(db: Db, formerSlug: string): Promise<string | null> {
  const found = await firstRow<{ slug: string }>(
    db,
    sql`SELECT c.slug FROM former_category_slugs f JOIN categories c ON c.id = f.category_id WHERE f.slug = ${formerSlug}`,
  );
  return found?.slug ?? null;
}

type DetailRow = ItemRow & {
  description: string;
  categoryPath: CategoryRef[];
  images: ProductImage[] | null;
  variants: VariantRow[] | null;
};

type VariantRow = Omit<ProductDetail['variants'][number], 'stockStatus'> & {
  optionsEn: PairedOptions | null;
  safetyMinUnits: number;
};
