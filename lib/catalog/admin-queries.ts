import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { englishOptions, type PairedOptions } from '@/lib/shared/options';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type {
  AdminCategory,
  AdminPicture,
  AdminProduct,
  AdminProductItem,
  AdminProductQuery,
  AdminVariant,
} from './admin-model';
import type { CatalogError, ProductStatus, StockStatus } from './model';
import { categoryWithDescendants, type ItemRow, itemColumns, nameOrSkuContains, toItem } from './product-sql';
import { stockStatus } from './rules';
import { productName } from './texts';

/** A product in any state, with texts in every language and all its variants. */
export async function readAdminProduct(
  db: Db,
  { productId }: { productId: string },
): Promise<Result<AdminProduct, CatalogError>> {
  const found = await firstRow<ProductRow>(
    db,
    sql`SELECT p.id, p.slug, p.category_id, p.status::text, p.price_won, p.compare_at_won, p.version, p.created_at, p.updated_at,
          (SELECT jsonb_agg(to_jsonb(t)) FROM product_translations t WHERE t.product_id = p.id) AS translations,
          (SELECT jsonb_agg(jsonb_build_object('id', i.id, 'url', i.url, 'width', i.width, 'height', i.height,
             'alt', jsonb_build_object('ko', i.alt_ko, 'en', i.alt_en)) ORDER BY i.position)
           FROM pictures i WHERE i.product_id = p.id) AS pictures,
          array(SELECT f.slug FROM former_product_slugs f WHERE f.product_id = p.id
            AND NOT EXISTS (SELECT FROM products o WHERE o.slug = f.slug) ORDER BY f.left_at DESC) AS former_slugs,
          (SELECT jsonb_agg(${adminVariant} ORDER BY v.position, v.id)
           FROM variants v LEFT JOIN stock_levels s ON s.variant_id = v.id WHERE v.product_id = p.id) AS variants
        FROM products p WHERE p.id = ${productId}::uuid`,
  );
  if (!found) return err({ code: 'catalog.productNotFound' });
  const { translations, pictures, variants, createdAt, updatedAt, ...product } = found;
  return ok({
    ...product,
    name: textsOf(translations, (one) => one.name),
    description: textsOf(translations, (one) => one.description),
    pictures: pictures ?? [],
    variants: (variants ?? []).map(toAdminVariant),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
}

export async function readAdminVariant(
  db: Db,
  { variantId }: { variantId: string },
): Promise<Result<AdminVariant, CatalogError>> {
  const found = await firstRow<{ variant: VariantRow }>(
    db,
    sql`SELECT ${adminVariant} AS variant FROM variants v LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE v.id = ${variantId}::uuid`,
  );
  return found ? ok(toAdminVariant(found.variant)) : err({ code: 'catalog.variantNotFound' });
}

/** Variants in any state, newest first; ids grow with time. */
export async function listAdminVariants(
  db: Db,
  { limit, cursor }: PageQuery,
): Promise<Result<Page<AdminVariant>, { code: 'http.badCursor' }>> {
  const after = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.uuid()]));
  if (cursor !== undefined && after === null) return err({ code: 'http.badCursor' });
  const older = after ? sql`WHERE v.id < ${after[0]}::uuid` : emptySql;
  const found = await rows<{ variant: VariantRow }>(
    db,
    sql`SELECT ${adminVariant} AS variant FROM variants v LEFT JOIN stock_levels s ON s.variant_id = v.id ${older}
        ORDER BY v.id DESC LIMIT ${limit + 1}`,
  );
  const variants = found.map((row) => toAdminVariant(row.variant));
  return ok(toPage(variants, limit, (variant) => [variant.id]));
}

/** Products in any state, newest first. */
export async function listAdminProducts(
  db: Db,
  query: AdminProductQuery,
  { locale }: { locale: Locale },
): Promise<Result<Page<AdminProductItem>, { code: 'http.badCursor' }>> {
  const conditions = adminProductConditions(query);
  if (query.cursor !== undefined) {
    const last = decodeCursor(query.cursor, z.tuple([z.literal('newest'), Moment, z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`(p.created_at, p.id) < (${last[1]}::timestamptz, ${last[2]}::uuid)`);
  }
  const found = await rows<ItemRow & { status: ProductStatus; variantCount: number; createdAt: Date }>(
    db,
    sql`SELECT ${itemColumns(locale)}, p.status::text, p.created_at,
          (SELECT count(*) FROM variants v WHERE v.product_id = p.id AND v.status = 'ACTIVE') AS variant_count
        FROM products p JOIN categories c ON c.id = p.category_id
        WHERE ${joinSql(conditions, ' AND ')} ORDER BY p.created_at DESC, p.id DESC LIMIT ${query.limit + 1}`,
  );
  const page = toPage(found, query.limit, ({ createdAt, id }) => ['newest', createdAt.toISOString(), id]);
  const items = page.items.map((row) => ({ ...toItem(row), status: row.status, variantCount: row.variantCount }));
  return ok({ ...page, items });
}

/** What narrows the list of products `p` down, without its paging. */
export function adminProductConditions({
  q,
  category,
  status,
  stockStatus,
}: Omit<AdminProductQuery, 'limit' | 'cursor'>): Sql[] {
  const conditions = [sql`true`];
  if (category !== undefined) conditions.push(sql`p.category_id IN (${categoryWithDescendants(category)})`);
  if (q) conditions.push(nameOrSkuContains(q));
  if (status) conditions.push(sql`p.status = ${status}::product_status`);
  if (stockStatus) conditions.push(isStocked(stockStatus));
  return conditions;
}

/** Every category, parents' order first; the list is as long as the shop's menu, so it has no pages. */
export async function listAdminCategories(db: Db): Promise<AdminCategory[]> {
  const found = await db.category.findMany({
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    include: { translations: true },
  });
  return found.map(toAdminCategory);
}

export async function readAdminCategory(
  db: Db,
  { categoryId }: { categoryId: string },
): Promise<Result<AdminCategory, { code: 'http.notFound' }>> {
  const found = await db.category.findUnique({ where: { id: categoryId }, include: { translations: true } });
  return found ? ok(toAdminCategory(found)) : err({ code: 'http.notFound' });
}

/** The categories that no product is in, whatever its status. What lies below a category counts for itself. */
export async function findEmptyCategories(db: Db): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    db,
    sql`SELECT id FROM categories c WHERE NOT EXISTS (SELECT FROM products p WHERE p.category_id = c.id)`,
  );
  return new Set(found.map(({ id }) => id));
}

/** The names of products, by id; what is not there has none. */
export async function readProductNames(
  db: Db,
  { productIds, locale }: { productIds: string[]; locale: Locale },
): Promise<Record<string, string>> {
  if (productIds.length === 0) return {};
  const found = await rows<{ id: string; name: string }>(
    db,
    sql`SELECT p.id, ${productName(locale)} AS name FROM products p WHERE p.id = ANY (${productIds}::uuid[])`,
  );
  return Object.fromEntries(found.map(({ id, name }) => [id, name]));
}

/** The product that a variant belongs to. */
export async function findProductIdOfVariant(db: Db, variantId: string): Promise<string | null> {
  const found = await firstRow<{ productId: string }>(
    db,
    sql`SELECT product_id FROM variants WHERE id = ${variantId}::uuid`,
  );
  return found?.productId ?? null;
}

/** Of the product `p`: as `productStockStatus` judges, by its best active variant. */
function isStocked(status: StockStatus): Sql {
  const hasVariant = (condition: Sql) => sql`EXISTS (SELECT FROM variants v JOIN stock_levels s ON s.variant_id = v.id
    WHERE v.product_id = p.id AND v.status = 'ACTIVE' AND ${condition})`;
  const isSellable = hasVariant(sql`s.on_hand_units > s.reserved_units`);
  const isPlenty = hasVariant(sql`s.on_hand_units - s.reserved_units > s.safety_min_units`);
  if (status === 'SOLD_OUT') return sql`NOT ${isSellable}`;
  return status === 'IN_STOCK' ? isPlenty : sql`(${isSellable} AND NOT ${isPlenty})`;
}

type ProductRow = Omit<AdminProduct, 'name' | 'description' | 'pictures' | 'variants' | 'createdAt' | 'updatedAt'> & {
  translations: { locale: Locale; name: string; description: string }[];
  pictures: AdminPicture[] | null;
  variants: VariantRow[] | null;
  createdAt: Date;
  updatedAt: Date;
};

type VariantRow = Omit<AdminVariant, 'optionsEn' | 'availableUnits' | 'stockStatus'> & {
  optionsEn: PairedOptions | null;
  safetyMinUnits: number;
};

/** The variant `v` with its stock `s`, as one JSON value. */
const adminVariant = sql`jsonb_build_object(
  'id', v.id, 'productId', v.product_id, 'sku', v.sku, 'options', v.options, 'optionsEn', v.options_en, 'priceWon', v.price_won,
  'compareAtWon', v.compare_at_won, 'maxPerOrder', v.max_per_order, 'status', v.status,
  'onHandUnits', coalesce(s.on_hand_units, 0), 'reservedUnits', coalesce(s.reserved_units, 0),
  'safetyMinUnits', coalesce(s.safety_min_units, 0))`;

function toAdminVariant({ safetyMinUnits, optionsEn, ...variant }: VariantRow): AdminVariant {
  const availableUnits = variant.onHandUnits - variant.reservedUnits;
  return {
    ...variant,
    optionsEn: englishOptions(optionsEn),
    availableUnits,
    stockStatus: stockStatus({ availableUnits, safetyMinUnits }),
  };
}

type CategoryRow = Omit<AdminCategory, 'name'> & { translations: { locale: Locale; name: string }[] };

function toAdminCategory({ id, slug, parentId, position, translations }: CategoryRow): AdminCategory {
  return { id, slug, name: textsOf(translations, (one) => one.name), parentId, position };
}

function textsOf<Translation extends { locale: Locale }>(
  translations: Translation[],
  pick: (translation: Translation) => string,
): { ko: string; en?: string } {
  const find = (locale: Locale) => translations.find((one) => one.locale === locale);
  const [ko, en] = [find('ko'), find('en')];
  return { ko: ko ? pick(ko) : '', ...(en && { en: pick(en) }) };
}
