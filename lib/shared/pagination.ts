import { z } from 'zod';

export const pageSizeDefault = 24;
export const pageSizeMax = 100;

/** `limit` and `cursor` of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(pageSizeDefault),
  cursor: z.string().max(1000).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** A list's answer: `{ items, nextCursor }`. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** The sort key of the last row of a page, opaque to callers. */
export function encodeCursor(key: (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key that `encodeCursor` was given, or null when the text is not one of ours or has another shape. */
export function decodeCursor<Key extends z.ZodType>(cursor: string, key: Key): z.infer<Key> | null {
  try {
    const parts: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    // Postgres has no text with NUL in it, so no key of ours has one.
    return parts.some((part) => String(part).includes('\0')) ? null : key.parse(parts);
  } catch {
    return null;
  }
}

/** Cuts rows that were read with `limit + 1` into a page. */
export function toPage<Row>(rows: Row[], limit: number, keyOf: (row: Row) => (string | number)[]): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
