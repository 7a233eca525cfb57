import { z } from 'zod';
import { decodeCursor } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';

export type BadCursor = { code: 'http.badCursor' };

/** The id after which a page goes on, null at its beginning. */
export function readCursor(cursor: string | undefined): Result<string | null, BadCursor> {
  if (cursor === undefined) return ok(null);
  const key = decodeCursor(cursor, z.tuple([z.uuid()]));
  return key ? ok(key[0]) : err({ code: 'http.badCursor' });
}

export function isoOrNull(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
