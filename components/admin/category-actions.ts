'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { CategoryChange, CategoryOrder, NewCategory } from '@/lib/catalog/admin-model';
import { arrangeCategories } from '@/lib/catalog/arrange-categories';
import { changeCategory } from '@/lib/catalog/change-category';
import { createCategory } from '@/lib/catalog/create-category';
import { removeCategory } from '@/lib/catalog/remove-category';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { ok } from '@/lib/shared/result';

const addAction = defineAction(
  {
    name: 'createCategoryByForm',
    input: z.preprocess(gatherFields, NewCategory),
    actor: 'admin',
    afterCommit: categoriesChanged,
  },
  async ({ tx, actor, input, now }) => {
    const created = await createCategory(tx, { actor, category: input, now });
    return created.ok ? ok(undefined) : created;
  },
);

const changeAction = defineAction(
  {
    name: 'changeCategoryByForm',
    input: z.preprocess(gatherFields, CategoryChange.extend({ categoryId: z.uuid() })),
    actor: 'admin',
    afterCommit: categoriesChanged,
  },
  ({ tx, actor, input: { categoryId, ...change } }) => changeCategory(tx, { actor, categoryId, change }),
);

const arrangeAction = defineAction(
  {
    name: 'arrangeCategoriesByForm',
    input: z
      .object({ parentId: z.string(), categoryIds: z.string() })
      .transform(({ parentId, categoryIds }) => ({ parentId: parentId || null, categoryIds: categoryIds.split(',') }))
      .pipe(CategoryOrder),
    actor: 'admin',
    afterCommit: categoriesChanged,
  },
  ({ tx, actor, input }) => arrangeCategories(tx, { actor, order: input }),
);

const removeAction = defineAction(
  {
    name: 'removeCategoryByForm',
    input: z.object({ categoryId: z.uuid() }),
    actor: 'admin',
    afterCommit: categoriesChanged,
  },
  ({ tx, actor, input: { categoryId } }) => removeCategory(tx, { actor, categoryId }),
);

/** Saves the dialog's category: one without `categoryId` is made. */
export async function saveCategory(previous: ActionState, form: FormData): Promise<ActionState> {
  return form.has('categoryId') ? changeAction(previous, form) : addAction(previous, form);
}

export async function arrangeCategoriesByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return arrangeAction(previous, form);
}

export async function removeCategoryByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return removeAction(previous, form);
}

/** A form has only texts: what is empty is left out, and no parent is the top. */
function gatherFields(form: unknown): unknown {
  const { categoryId, nameKo, nameEn, hadNameEn, slug, parentId, position } = z
    .record(z.string(), z.string())
    .parse(form);
  return {
    categoryId,
    // An English name that was there and is not any more is taken away.
    name: { ko: nameKo, en: nameEn?.trim() || (hadNameEn ? null : undefined) },
    slug: slug?.trim() || undefined,
    parentId: parentId || null,
    position: position === undefined ? undefined : Number(position),
  };
}

function categoriesChanged(): void {
  revalidatePath(paths.adminCategories);
}
