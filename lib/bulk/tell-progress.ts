import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/**
 * Shows how many rows the transaction at work has behind it. On a connection of its own, or nobody would see it before the end; that
 * transaction holds the row only when it ends.
 */
export async function tellProgress(
  db: Db,
  { importId, appliedRows }: { importId: string; appliedRows: number },
): Promise<void> {
  await execute(
    db,
    sql`UPDATE product_imports SET applied_rows = ${appliedRows} WHERE id = ${importId}::uuid AND state = 'APPLYING'`,
  );
}
