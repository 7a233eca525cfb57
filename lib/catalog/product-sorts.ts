import { z } from 'zod';
import { type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor } from '@/lib/shared/pagination';
import type { ProductSort } from './model';
import { productName } from './texts';

type Keyset = {
  /** What is sorted by; ties go by id, in the same direction. */
  key: (locale: Locale) => Sql;
  direction: 'ASC' | 'DESC';
  /** The key as a bound parameter, from a cursor. */
  bind: (key: string | number) => Sql;
  cursorKey: z.ZodType<string | number>;
};

const keysets = {
  newest: {
    key: () => sql`p.created_at`,
    direction: 'DESC',
    bind: (key) => sql`${key}::timestamptz`,
    cursorKey: Moment,
  },
  priceAsc: { key: () => sql`p.price_won`, direction: 'ASC', bind: (key) => sql`${key}::int`, cursorKey: z.int32() },
  priceDesc: { key: () => sql`p.price_won`, direction: 'DESC', bind: (key) => sql`${key}::int`, cursorKey: z.int32() },
  name: { key: productName, direction: 'ASC', bind: (key) => sql`${key}::text`, cursorKey: z.string().max(200) },
} satisfies Record<ProductSort, Keyset>;

export type ProductOrder = {
  /** The row's key, selected so that the next cursor can be made of it. */
  key: Sql;
  orderBy: Sql;
  /** True for the rows after the cursor's. */
  after: Sql;
};

/** SQL of one sort from a cursor on, or null when the cursor is not one of this sort. Never an OFFSET: nothing is shown twice or missed. */
export function productOrder(
  { sort, cursor }: { sort: ProductSort; cursor?: string | undefined },
  locale: Locale,
): ProductOrder | null {
  const keyset: Keyset = keysets[sort];
  const key = keyset.key(locale);
  const orderBy = keyset.direction === 'ASC' ? sql`${key}, p.id` : sql`${key} DESC, p.id DESC`;
  if (cursor === undefined) return { key, orderBy, after: sql`true` };

  const position = decodeCursor(cursor, z.tuple([z.literal(sort), keyset.cursorKey, z.uuid()]));
  if (!position) return null;
  const [, lastKey, lastId] = position;
  const last = sql`(${keyset.bind(lastKey)}, ${lastId}::uuid)`;
  return {
    key,
    orderBy,
    after: keyset.direction === 'ASC' ? sql`(${key}, p.id) > ${last}` : sql`(${key}, p.id) < ${last}`,
  };
}
