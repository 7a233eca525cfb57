import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { locales } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import type { NewCategory } from './admin-model';
import { chooseSlug } from './choose-slug';
import { holdCategory } from './hold-category';
import type { CatalogError } from './model';
import { refuseTaken } from './refuse-taken';

/** Errors: `catalog.categoryNotFound` (the parent), `catalog.slugTaken`. */
export async function createCategory(
  tx: Tx,
  { actor, category, now }: { actor: Actor; category: NewCategory; now: Date },
): Promise<Result<{ categoryId: string }, CatalogError>> {
  assertAdmin(actor);
  const parentId = category.parentId ?? null;
  if (parentId !== null && !(await holdCategory(tx, parentId))) return err({ code: 'catalog.categoryNotFound' });

  const categoryId = newId();
  const slug = category.slug ?? (await chooseSlug(tx, 'categories', { name: category.name.en, id: categoryId }));
  const position = category.position ?? (await endOfSiblings(tx, parentId));
  const written = await refuseTaken(() =>
    tx.category.create({
      data: {
        id: categoryId,
        slug,
        parentId,
        position,
        createdAt: now,
        translations: {
          create: locales.flatMap((locale) => {
            const name = category.name[locale];
            return name === undefined ? [] : [{ locale, name }];
          }),
        },
      },
    }),
  );
  if (!written.ok) return written;
  const after = { slug, ...category, position };
  await writeAuditLog(tx, { actor, action: 'category.create', entityType: 'category', entityId: categoryId, after });
  return ok({ categoryId });
}

/** Two that are added at once may share it; their ids then say which is first. */
async function endOfSiblings(tx: Tx, parentId: string | null): Promise<number> {
  const { _max } = await tx.category.aggregate({ where: { parentId }, _max: { position: true } });
  return _max.position === null ? 0 : _max.position + 1;
}
