import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { readAdminCategory } from './admin-queries';
import type { CatalogError } from './model';

/**
 * Removes a category that nothing is in: no further category, and no product in whatever state.
 *
 * Errors: `http.notFound`, `catalog.categoryNotEmpty`. Locks the category against whoever is about to put something into it.
 */
export async function removeCategory(
  tx: Tx,
  { actor, categoryId }: { actor: Actor; categoryId: string },
): Promise<Result<undefined, CatalogError | { code: 'http.notFound' }>> {
  assertAdmin(actor);
  await firstRow(tx, sql`SELECT id FROM categories WHERE id = ${categoryId}::uuid FOR UPDATE`);
  const before = await readAdminCategory(tx, { categoryId });
  if (!before.ok) return before;
  const content = await firstRow<{ isEmpty: boolean }>(
    tx,
    sql`SELECT NOT EXISTS (SELECT FROM categories WHERE parent_id = ${categoryId}::uuid)
          AND NOT EXISTS (SELECT FROM products WHERE category_id = ${categoryId}::uuid) AS is_empty`,
  );
  if (!content?.isEmpty) return err({ code: 'catalog.categoryNotEmpty' });
  await tx.category.delete({ where: { id: categoryId } });
  await writeAuditLog(tx, {
    actor,
    action: 'category.remove',
    entityType: 'category',
    entityId: categoryId,
    before: before.value,
  });
  return ok(undefined);
}
