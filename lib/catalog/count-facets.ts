import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, joinSql, plannedAnew, type Sql, sql } from '@/lib/db/sql';
import { groupBy } from '@/lib/shared/group';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import { isInStock, listingFilters, optionNameOf, priceWithin } from './listing-filters';
import {
  type CategoryNode,
  type Facets,
  optionNamesOffered,
  optionValuesOffered,
  type ProductCount,
  type ProductQuery,
  priceRanges,
  productCountMax,
} from './model';
import { readCategoryMenu } from './queries';
import { planSearch } from './search-sql';

/** Listings that a search, or the look for options, goes through at most. When there are more, what is counted is at least so much. */
export const facetRowsMax = 1_000;
/** Values of options that are fetched, of which the most frequent are offered. */
const optionRowsMax = 200;

/**
 * What each further choice would show, up to `productCountMax`: one statement of bounded counts. Every group (category, price, stock, each
 * option) counts under what is chosen in the others.
 */
export async function countFacets(db: Db, query: ProductQuery, { locale }: { locale: Locale }): Promise<Facets> {
  const menu = await readCategoryMenu(db, { locale });
  const here = query.category === undefined ? null : wayTo(query.category, menu);
  const shown = [...menu, ...(here ?? []).flatMap((node) => node.children)];
  const search = query.q ? await planSearch(db, query.q) : null;
  // What cannot be found is counted like everything else: nothing of it is there.
  const isNowhere = (query.category !== undefined && here === null) || (Boolean(query.q) && search === null);

  const filters = listingFilters(query);
  const except = (...groups: string[]) => [
    isNowhere ? sql`false` : sql`true`,
    ...[...filters].flatMap(([group, filter]) => (groups.includes(group) ? [] : [filter])),
  ];
  const last = here?.at(-1);
  const inHere = last ? [within(last)] : [];
  const listings = search ? sql`found` : sql`product_listings`;
  const count = (conditions: Sql[]) => sql`(SELECT count(*) FROM (
    SELECT FROM ${listings} l WHERE ${joinSql(conditions, ' AND ')} LIMIT ${productCountMax + 1}) AS counted)`;
  const optionGroups = [...filters.keys()].filter((group) => group.startsWith('option:'));

  const prices = priceRanges.map(({ minPriceWon, maxPriceWon }) =>
    count([...except('price'), ...inHere, priceWithin(minPriceWon, maxPriceWon)]),
  );
  // A shop without categories has an array all the same.
  const categories = [sql`0`, ...shown.map((node) => count([...except(), within(node)]))];

  const counted = required(
    await firstRow<Counted>(
      db,
      sql`${plannedAnew} WITH ${
        search
          ? sql`found AS MATERIALIZED (
            SELECT product_id, category_id, price_won, option_values, option_labels_en FROM product_listings l
            WHERE ${search.matches} LIMIT ${facetRowsMax + 1}),`
          : emptySql
      }
          looked_at AS MATERIALIZED (
            SELECT l.product_id, l.option_values, l.option_labels_en FROM ${listings} l
            WHERE ${joinSql([...except('stock', ...optionGroups), ...inHere], ' AND ')} LIMIT ${facetRowsMax + 1}),
          offers AS MATERIALIZED (${query.inStock ? offersInStock : offersOfAny})
          SELECT ${count([...except(), ...inHere])} AS total,
            ${count([...except('stock'), ...inHere, isInStock(query.option)])} AS in_stock,
            ARRAY[${joinSql(prices)}]::int[] AS prices, ARRAY[${joinSql(categories)}]::int[] AS categories,
            (SELECT coalesce(jsonb_agg(offered), '[]') FROM (${optionCounts(query.option)}) AS offered) AS options,
            ${search ? sql`(SELECT count(*) FROM found) > ${facetRowsMax}` : sql`false`} AS is_more,
            (SELECT count(*) FROM looked_at) > ${facetRowsMax} AS has_more_options`,
    ),
    'the row of counts',
  );

  const upTo = bounded(counted.isMore);
  return {
    total: upTo(counted.total),
    inStock: upTo(counted.inStock),
    prices: priceRanges.map((range, place) => ({ ...range, ...upTo(counted.prices[place] ?? 0) })),
    categories: shown.map(({ slug }, place) => ({ slug, ...upTo(counted.categories[place + 1] ?? 0) })),
    options: offeredOptions(counted, query.option, locale),
  };
}

type OptionCount = { value: string; label_en: string; products: number };
type Counted = {
  total: number;
  inStock: number;
  prices: number[];
  categories: number[];
  options: OptionCount[];
  isMore: boolean;
  hasMoreOptions: boolean;
};

/** What a product has to choose from: all its options, or each variant's that can be bought. */
const offersOfAny = sql`SELECT product_id, option_values AS had FROM looked_at`;
const offersInStock = sql`
  SELECT a.product_id, ARRAY(SELECT concat(name, ':', value) FROM jsonb_each_text(v.options) AS option (name, value)) AS had
  FROM looked_at a JOIN variants v ON v.product_id = a.product_id AND v.status = 'ACTIVE'
    JOIN stock_levels s ON s.variant_id = v.id AND s.on_hand_units > s.reserved_units`;

function optionCounts(chosen: string[]): Sql {
  const others = [...groupBy(chosen, optionNameOf)].map(
    ([name, values]) => sql` AND (split_part(o.value, ':', 1) = ${name} OR f.had && ${values}::text[])`,
  );
  return sql`SELECT o.value, min(o.label_en) AS label_en, count(DISTINCT f.product_id) AS products
    FROM looked_at a JOIN offers f USING (product_id), unnest(a.option_values, a.option_labels_en) AS o (value, label_en)
    WHERE o.value = ANY(f.had)${joinSql([emptySql, ...others], '')}
    GROUP BY o.value ORDER BY o.value = ANY(${chosen}::text[]) DESC, products DESC, o.value LIMIT ${optionRowsMax}`;
}

/** The most frequent names with their most frequent values; what is chosen is always among them. */
function offeredOptions({ options, hasMoreOptions }: Counted, chosen: string[], locale: Locale): Facets['options'] {
  const upTo = bounded(hasMoreOptions);
  const byName = [...groupBy(options, ({ value }) => optionNameOf(value))];
  return byName.slice(0, optionNamesOffered).map(([name, values]) => ({
    name: locale === 'en' ? optionNameOf(values[0]?.label_en ?? `${name}:`) : name,
    values: values
      .slice(0, Math.max(optionValuesOffered, chosen.length))
      .map(({ value, label_en, products }) => ({
        value,
        label: (locale === 'en' ? label_en : value).slice((locale === 'en' ? optionNameOf(label_en) : name).length + 1),
        ...upTo(products),
      }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
  }));
}

function bounded(isMore: boolean): (count: number) => ProductCount {
  return (count) => ({ count: Math.min(count, productCountMax), isMore: isMore || count > productCountMax });
}

/** From the top category down to the one with this slug or id. */
function wayTo(idOrSlug: string, nodes: CategoryNode[]): CategoryNode[] | null {
  for (const node of nodes) {
    if (node.slug === idOrSlug || node.id === idOrSlug) return [node];
    const below = wayTo(idOrSlug, node.children);
    if (below) return [node, ...below];
  }
  return null;
}

function within(node: CategoryNode): Sql {
  return sql`l.category_id = ANY(${idsOf(node)}::uuid[])`;
}

function idsOf(node: CategoryNode): string[] {
  return [node.id, ...node.children.flatMap(idsOf)];
}
