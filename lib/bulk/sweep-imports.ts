import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { hours, later } from '@/lib/shared/clock';
import { importLifetimeDays } from './model';

/** An upload that is not checked by then was broken off. */
const uploadHoursMax = 2;

/** Forgets imports past their lifetime with all their rows, and broken uploads; at most `limit` at once. The number forgotten. */
export async function sweepImports(tx: Tx, { now, limit }: { now: Date; limit: number }): Promise<number> {
  return execute(
    tx,
    sql`DELETE FROM product_imports WHERE id IN (
          SELECT id FROM product_imports
          WHERE (created_at < ${later(now, -hours(24 * importLifetimeDays))} AND state <> 'APPLYING')
            OR (created_at < ${later(now, -hours(uploadHoursMax))} AND state = 'CHECKING')
          ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)`,
  );
}
