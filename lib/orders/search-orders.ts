import { gramsOf, searchWords } from '@/lib/catalog/search-text';
import type { Db } from '@/lib/db/client';
import { plannedAnew, rows, type Sql, sql } from '@/lib/db/sql';

/** So many matches are fetched before a list is read; where there are more, a page of them is found soon by walking along the list. */
const fewOrdersMax = 1_000;

/** Each word of `q` stands in the order's number, its recipient's or customer's name, or in what it is of; with `userId` among theirs only. */
export type OrderSearch = { q: string; userId?: string | undefined };

/** The condition of a search on orders `o`. How it is best met hangs on its words: begin the statement with `plannedAnew`. */
export function searchBounds(search: OrderSearch): Sql {
  return sql`AND o.id IN (SELECT s.order_id FROM order_searches s WHERE s.grams @@ ${askedOf(search)}::tsquery)`;
}

/**
 * Ids of all orders that a search finds, or null when they are many.
 *
 * A word that many others ordered looks frequent to Postgres, which then walks through all orders of a shopper who never did: so what is
 * few is asked for first. Materialized, for with the limit in sight it would rather read the table than the index.
 */
export async function findFewOrders(db: Db, search: OrderSearch): Promise<string[] | null> {
  const found = await rows<{ orderId: string }>(
    db,
    sql`${plannedAnew} WITH found AS MATERIALIZED (
          SELECT s.order_id FROM order_searches s WHERE s.grams @@ ${askedOf(search)}::tsquery)
        SELECT order_id FROM found LIMIT ${fewOrdersMax + 1}`,
  );
  return found.length > fewOrdersMax ? null : found.map(({ orderId }) => orderId);
}

/** A tsquery; of a text without a word in it one that nothing answers. */
function askedOf({ q, userId }: OrderSearch): string {
  const lexemes = [...new Set(searchWords(q).flatMap(gramsOf))].map(lexemeOf);
  if (lexemes.length === 0) return '';
  return [...lexemes, ...(userId ? [`'@${userId}'`] : [])].join(' & ');
}

/** One or two letters are looked for as the beginning of a gram: texts are cut into three. */
function lexemeOf(gram: string): string {
  const quoted = `'${gram.replace(/['\\]/g, (sign) => sign + sign)}'`;
  return /^[^가-힣]{1,2}$/.test(gram) ? `${quoted}:*` : quoted;
}
