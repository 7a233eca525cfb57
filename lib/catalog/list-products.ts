import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, joinSql, plannedAnew, rows, type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { decodeCursor, type Page, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { correctQuery } from './correct-query';
import { inCategory, listingFilters } from './listing-filters';
import type { ProductItem, ProductQuery } from './model';
import { type KeySort, listingOrder } from './product-sorts';
import { categoryWithDescendants, type ItemRow, itemColumns, toItem } from './product-sql';
import { planSearch, type Search } from './search-sql';

type BadCursor = { code: 'http.badCursor' };
type ProductList = Page<ProductItem> & { correctedQuery?: string };

/**
 * Products on sale, filtered and sorted, one page of them. A search that finds nothing is made again with its words corrected, and says so.
 *
 * Errors: `http.badCursor`, also for a cursor of another sort.
 */
export async function listProducts(
  db: Db,
  query: ProductQuery,
  { locale }: { locale: Locale },
): Promise<Result<ProductList, BadCursor>> {
  if (!query.q) return readPage(db, { query, search: null, locale });
  const exact = await searchPage(db, query, query.q, locale);
  if (!exact.ok || exact.value.items.length > 0) return exact;
  const correctedQuery = await correctQuery(db, query.q);
  if (correctedQuery === null) return exact;
  const corrected = await searchPage(db, query, correctedQuery, locale);
  if (!corrected.ok || corrected.value.items.length === 0) return exact;
  return ok({ ...corrected.value, correctedQuery });
}

async function searchPage(
  db: Db,
  query: ProductQuery,
  text: string,
  locale: Locale,
): Promise<Result<Page<ProductItem>, BadCursor>> {
  const search = await planSearch(db, text);
  return search ? readPage(db, { query, search, locale }) : ok({ items: [], nextCursor: null });
}

type Listing = { query: ProductQuery; search: Search | null; locale: Locale };

function readPage(db: Db, { query, search, locale }: Listing): Promise<Result<Page<ProductItem>, BadCursor>> {
  if (query.sort !== 'relevance') return readByKey(db, { query, search, locale, sort: query.sort });
  return search
    ? readByRelevance(db, { query, search, locale })
    : readByKey(db, { query, search, locale, sort: 'newest' });
}

/** Along the index of one sort. */
async function readByKey(
  db: Db,
  { query, search, locale, sort }: Listing & { sort: KeySort },
): Promise<Result<Page<ProductItem>, BadCursor>> {
  const order = listingOrder({ sort, cursor: query.cursor }, locale);
  if (!order) return err({ code: 'http.badCursor' });
  const rowsMax = query.limit + 1;
  const conditions = [order.after, ...listingFilters(query).values()];
  if (search) conditions.push(search.matches);
  const along = (more: Sql[]) =>
    sql`SELECT l.product_id, ${order.key} AS sort_key FROM product_listings l
        WHERE ${joinSql([...conditions, ...more], ' AND ')} ORDER BY ${order.orderBy} LIMIT ${rowsMax}`;

  const found = await rows<ItemRow & { sortKey: Date | number | string }>(
    db,
    sql`${plannedAnew} WITH page AS MATERIALIZED (
          SELECT * FROM (${walk(query, along, search !== null)}) AS walked
          ORDER BY sort_key ${order.direction}, product_id ${order.direction} LIMIT ${rowsMax}
        )
        SELECT ${itemColumns(locale)}, page.sort_key
        FROM page JOIN products p ON p.id = page.product_id JOIN categories c ON c.id = p.category_id
        ORDER BY page.sort_key ${order.direction}, page.product_id ${order.direction}`,
  );
  const page = toPage(found, query.limit, ({ sortKey, id }) => [sort, cursorKey(sortKey), id]);
  return ok({ ...page, items: page.items.map(toItem) });
}

/**
 * The first rows of the whole shop, or the first rows of each category in a tree. Those are as many as a menu has, and each is a short walk
 * along its own index, however many products there are. A search has an index of its own, which knows all categories at once.
 */
function walk({ category }: ProductQuery, along: (more: Sql[]) => Sql, isSearch: boolean): Sql {
  if (category === undefined) return along([]);
  if (isSearch) return along([inCategory(category)]);
  return sql`SELECT walked.* FROM (${categoryWithDescendants(category)}) AS node
    CROSS JOIN LATERAL (${along([sql`l.category_id = node.id`])}) AS walked`;
}

/** Tier by tier, and within each the popular ones first. A tier is only looked at when those before it do not fill the page. */
async function readByRelevance(
  db: Db,
  { query, search, locale }: Listing & { search: Search },
): Promise<Result<Page<ProductItem>, BadCursor>> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, RelevanceCursor);
  if (query.cursor !== undefined && !after) return err({ code: 'http.badCursor' });
  const [, lastTier, lastPopularity, lastId] = after ?? ['relevance', 0, null, null];
  const rowsMax = query.limit + 1;
  const filters = [...listingFilters(query).values()];
  if (query.category !== undefined) filters.push(inCategory(query.category));

  const tiers = search.tiers.map((tier, place) => {
    const conditions = [tier, ...filters];
    if (place < lastTier) conditions.push(sql`false`);
    if (place === lastTier && lastId !== null)
      conditions.push(sql`(l.popularity, l.product_id) < (${lastPopularity}::int, ${lastId}::uuid)`);
    const before = tierNames.slice(0, place).map((name) => sql`(SELECT count(*) FROM ${name})`);
    if (before.length > 0) conditions.push(sql`${joinSql(before, ' + ')} < ${rowsMax}::int`);
    return sql`${tierNames[place] ?? emptySql} AS MATERIALIZED (
      SELECT ${place}::int AS tier, l.popularity, l.product_id FROM product_listings l
      WHERE ${joinSql(conditions, ' AND ')} ORDER BY l.popularity DESC, l.product_id DESC LIMIT ${rowsMax})`;
  });
  const all = joinSql(
    tierNames.map((name) => sql`SELECT * FROM ${name}`),
    ' UNION ALL ',
  );
  const best = sql`tier, popularity DESC, product_id DESC`;

  const found = await rows<ItemRow & { tier: number; popularity: number }>(
    db,
    sql`${plannedAnew} WITH ${joinSql(tiers)},
        page AS MATERIALIZED (SELECT * FROM (${all}) AS found ORDER BY ${best} LIMIT ${rowsMax})
        SELECT ${itemColumns(locale)}, page.tier, page.popularity
        FROM page JOIN products p ON p.id = page.product_id JOIN categories c ON c.id = p.category_id ORDER BY ${best}`,
  );
  const page = toPage(found, query.limit, ({ tier, popularity, id }) => ['relevance', tier, popularity, id]);
  return ok({ ...page, items: page.items.map(toItem) });
}

const tierNames = [sql`name_start`, sql`in_name`, sql`in_sku`, sql`in_description`];
const RelevanceCursor = z.tuple([
  z.literal('relevance'),
  z
    .int()
    .min(0)
    .max(tierNames.length - 1),
  z.int32(),
  z.uuid(),
]);

function cursorKey(key: Date | number | string): string | number {
  return key instanceof Date ? key.toISOString() : key;
}
