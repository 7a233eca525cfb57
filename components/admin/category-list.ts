import type { AdminCategory } from '@/lib/catalog/admin-model';
import type { Locale } from '@/lib/shared/locale';

/** A category of the back office; empty when no product is in it, whatever its status. */
export type OfficeCategory = AdminCategory & { isEmpty: boolean };

/** Those right below a category, or at the top, in their order. */
export function childrenOf(categories: OfficeCategory[], parentId: string | null): OfficeCategory[] {
  return categories.filter((one) => one.parentId === parentId);
}

export function nameOf({ name }: Pick<AdminCategory, 'name'>, locale: Locale): string {
  return (locale === 'en' && name.en) || name.ko;
}

/** Where a category may hang: everywhere but below itself. Depth first, as the tree is read. */
export function possibleParents(
  categories: OfficeCategory[],
  moved: OfficeCategory | undefined,
  parentId: string | null = null,
  depth = 0,
): { category: OfficeCategory; depth: number }[] {
  return childrenOf(categories, parentId)
    .filter(({ id }) => id !== moved?.id)
    .flatMap((category) => [{ category, depth }, ...possibleParents(categories, moved, category.id, depth + 1)]);
}
