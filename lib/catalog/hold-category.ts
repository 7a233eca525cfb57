import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';

/** Whether there is such a category; if so, nobody removes it before this transaction ends. */
export async function holdCategory(tx: Tx, categoryId: string): Promise<boolean> {
  const found = await firstRow(tx, sql`SELECT id FROM categories WHERE id = ${categoryId}::uuid FOR KEY SHARE`);
  return found !== null;
}
