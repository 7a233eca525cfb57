import { emptySql, joinSql, type Sql, sql } from '@/lib/db/sql';
import { groupBy } from '@/lib/shared/group';
import type { ProductQuery } from './model';
import { categoryWithDescendants } from './product-sql';

/** Groups of filters; within one, choices are alternatives. An option's group bears its name: `option:색상`. */
export type FilterGroup = 'price' | 'stock' | `option:${string}`;

type Filters = Pick<ProductQuery, 'minPriceWon' | 'maxPriceWon' | 'inStock' | 'option'>;

/** The chosen filters of listings `l` by group, each a condition. The category is not among them: lists walk along its index. */
export function listingFilters({ minPriceWon, maxPriceWon, inStock, option }: Filters): Map<FilterGroup, Sql> {
  const filters = new Map<FilterGroup, Sql>();
  if (minPriceWon !== undefined || maxPriceWon !== undefined)
    filters.set('price', priceWithin(minPriceWon, maxPriceWon));
  const options = groupBy(option, optionNameOf);
  for (const [name, values] of options) filters.set(`option:${name}`, sql`l.option_values && ${values}::text[]`);
  if (inStock) filters.set('stock', isInStock(option));
  return filters;
}

export function priceWithin(minPriceWon: number | null | undefined, maxPriceWon: number | null | undefined): Sql {
  const bounds = [sql`true`];
  if (typeof minPriceWon === 'number') bounds.push(sql`l.price_won >= ${minPriceWon}::int`);
  if (typeof maxPriceWon === 'number') bounds.push(sql`l.price_won <= ${maxPriceWon}::int`);
  return joinSql(bounds, ' AND ');
}

/**
 * Some variant of the listing can be bought; with options chosen, one that has them. Read from the stock itself, which no checkout then has
 * to copy anywhere: look-ups by key for each listing that is looked at. With LIMIT it stays that, where Postgres would join an EXISTS with
 * all the stock there is.
 */
export function isInStock(option: string[]): Sql {
  const chosen = [...groupBy(option, optionNameOf)].map(
    ([name, values]) =>
      sql` AND v.options ->> ${name} = ANY(${values.map((value) => value.slice(name.length + 1))}::text[])`,
  );
  return sql`(SELECT true FROM variants v JOIN stock_levels s ON s.variant_id = v.id
    WHERE v.product_id = l.product_id AND v.status = 'ACTIVE' AND s.on_hand_units > s.reserved_units${joinSql([emptySql, ...chosen], '')} LIMIT 1)`;
}

/** All ids of a category's tree at once, where it is one condition among others. */
export function inCategory(idOrSlug: string): Sql {
  return sql`l.category_id = ANY(ARRAY(${categoryWithDescendants(idOrSlug)}))`;
}

/** `색상:백자` → `색상`. */
export function optionNameOf(value: string): string {
  return value.slice(0, value.indexOf(':'));
}
