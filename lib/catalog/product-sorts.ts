import { z } from 'zod';
import { type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor } from '@/lib/shared/pagination';
import type { ProductSort } from './model';

/** Sorts by one key of the listing; relevance is decided by lib/catalog/search-sql. */
export type KeySort = Exclude<ProductSort, 'relevance'>;

type Keyset = {
  /** What is sorted by; ties go by id, in the same direction. Ids grow with time. */
  key: (locale: Locale) => Sql;
  direction: 'ASC' | 'DESC';
  /** The key as a bound parameter, from a cursor. */
  bind: (key: string | number) => Sql;
  cursorKey: z.ZodType<string | number>;
};

const int = (key: string | number) => sql`${key}::int`;

const keysets = {
  popular: { key: () => sql`l.popularity`, direction: 'DESC', bind: int, cursorKey: z.int32() },
  newest: {
    key: () => sql`l.created_at`,
    direction: 'DESC',
    bind: (key) => sql`${key}::timestamptz`,
    cursorKey: Moment,
  },
  priceAsc: { key: () => sql`l.price_won`, direction: 'ASC', bind: int, cursorKey: z.int32() },
  priceDesc: { key: () => sql`l.price_won`, direction: 'DESC', bind: int, cursorKey: z.int32() },
  name: {
    key: (locale) => (locale === 'en' ? sql`l.name_en` : sql`l.name_ko`),
    direction: 'ASC',
    bind: (key) => sql`${key}::text`,
    cursorKey: z.string().max(200),
  },
} satisfies Record<KeySort, Keyset>;

export type ListingOrder = {
  /** The row's key, selected so that the next cursor can be made of it. */
  key: Sql;
  orderBy: Sql;
  direction: Sql;
  /** True for the rows after the cursor's. */
  after: Sql;
};

/**
 * SQL of one sort of listings `l` from a cursor on, or null when the cursor is not one of this sort. Never an OFFSET: nothing is shown
 * twice or missed.
 */
export function listingOrder(
  { sort, cursor }: { sort: KeySort; cursor?: string | undefined },
  locale: Locale,
): ListingOrder | null {
  const keyset: Keyset = keysets[sort];
  const key = keyset.key(locale);
  const direction = keyset.direction === 'ASC' ? sql`ASC` : sql`DESC`;
  const orderBy = sql`${key} ${direction}, l.product_id ${direction}`;
  if (cursor === undefined) return { key, orderBy, direction, after: sql`true` };

  const position = decodeCursor(cursor, z.tuple([z.literal(sort), keyset.cursorKey, z.uuid()]));
  if (!position) return null;
  const [, lastKey, lastId] = position;
  const last = sql`(${keyset.bind(lastKey)}, ${lastId}::uuid)`;
  return {
    key,
    orderBy,
    direction,
    after: keyset.direction === 'ASC' ? sql`(${key}, l.product_id) > ${last}` : sql`(${key}, l.product_id) < ${last}`,
  };
}
