import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CategoryOrder } from './admin-model';
import type { CatalogError } from './model';

/**
 * Puts the children of one category, or the roots, into this order.
 *
 * Errors: `catalog.categoriesChanged` when they are not exactly its children any more. Locks every category, as `changeCategory` does.
 */
export async function arrangeCategories(
  tx: Tx,
  { actor, order: { parentId, categoryIds } }: { actor: Actor; order: CategoryOrder },
): Promise<Result<undefined, CatalogError>> {
  assertAdmin(actor);
  const all = await rows<{ id: string; parentId: string | null; position: number }>(
    tx,
    sql`SELECT id, parent_id, position FROM categories ORDER BY id FOR NO KEY UPDATE`,
  );
  const children = all.filter((one) => one.parentId === parentId);
  const named = new Set(categoryIds);
  if (named.size !== categoryIds.length || children.length !== named.size || children.some(({ id }) => !named.has(id)))
    return err({ code: 'catalog.categoriesChanged' });

  await execute(
    tx,
    sql`UPDATE categories SET position = array_position(${categoryIds}::uuid[], id) - 1 WHERE id = ANY (${categoryIds}::uuid[])`,
  );
  const before = children.sort((one, other) => one.position - other.position).map(({ id }) => id);
  await writeAuditLog(tx, {
    actor,
    action: 'category.arrange',
    entityType: 'category',
    entityId: parentId ?? 'root',
    before: { children: before },
    after: { children: categoryIds },
  });
  return ok(undefined);
}
