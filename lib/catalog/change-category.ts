import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { locales } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CategoryChange } from './admin-model';
import { readAdminCategory } from './admin-queries';
import type { CatalogError } from './model';
import { refuseTaken } from './refuse-taken';
import { makesCycle } from './rules';

/**
 * Changes what is named of a category; `parentId` null makes it a root, an English name of null is taken away.
 *
 * Errors: `http.notFound`, `catalog.categoryNotFound` (the parent), `catalog.categoryCycle`, `catalog.slugTaken`.
 * Locks every category, in id order: two moves at once could otherwise hang each below the other.
 */
export async function changeCategory(
  tx: Tx,
  { actor, categoryId, change }: { actor: Actor; categoryId: string; change: CategoryChange },
): Promise<Result<undefined, CatalogError | { code: 'http.notFound' }>> {
  assertAdmin(actor);
  const all = await rows<{ id: string; parentId: string | null }>(
    tx,
    sql`SELECT id, parent_id FROM categories ORDER BY id FOR NO KEY UPDATE`,
  );
  const before = await readAdminCategory(tx, { categoryId });
  if (!before.ok) return before;
  const parentId = change.parentId ?? null;
  if (parentId !== null) {
    if (!all.some((one) => one.id === parentId)) return err({ code: 'catalog.categoryNotFound' });
    if (makesCycle(all, { id: categoryId, parentId })) return err({ code: 'catalog.categoryCycle' });
  }

  const { slug, position } = change;
  const written = await refuseTaken(() =>
    tx.category.update({ where: { id: categoryId }, data: { slug, position, parentId: change.parentId } }),
  );
  if (!written.ok) return written;
  for (const locale of locales) {
    const name = change.name?.[locale];
    if (name === undefined) continue;
    const key = { categoryId, locale };
    if (name === null) {
      await tx.categoryTranslation.deleteMany({ where: key });
      continue;
    }
    await tx.categoryTranslation.upsert({
      where: { categoryId_locale: key },
      create: { ...key, name },
      update: { name },
    });
  }
  const after = await readAdminCategory(tx, { categoryId });
  if (!after.ok) return after;
  await writeAuditLog(tx, {
    actor,
    action: 'category.change',
    entityType: 'category',
    entityId: categoryId,
    before: before.value,
    after: after.value,
  });
  return ok(undefined);
}
