'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { nameLengthMax, slugLengthMax } from '@/lib/catalog/model';
import type { ActionState } from '@/lib/http/define-action';
import { saveCategory } from './category-actions';
import { indented } from './category-choices';
import { nameOf, type OfficeCategory, possibleParents } from './category-list';

type CategoryDialogProps = {
  categories: OfficeCategory[];
  /** The one to change; none makes another. */
  category?: OfficeCategory;
  /** Where a new one is offered to hang. */
  parentId?: string;
  /** What opens it. */
  children: ReactNode;
};

/** Names a category, gives it its address and its place in the tree. */
export function CategoryDialog({ children, ...props }: CategoryDialogProps) {
  const t = useTranslations('admin.categories');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const saved = () => {
    setOpen(false);
    toast.success(t('saved'));
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t(props.category ? 'editTitle' : 'newTitle')} size="sm">
        <CategoryForm {...props} onSaved={saved} />
      </DialogContent>
    </Dialog>
  );
}

type CategoryFormProps = Omit<CategoryDialogProps, 'children'> & { onSaved: () => void };

function CategoryForm({ categories, category, parentId, onSaved }: CategoryFormProps) {
  const t = useTranslations('admin.categories');
  const common = useTranslations('common.actions');
  const locale = useLocale();
  const formRef = useRef<HTMLFormElement>(null);
  const [state, save, isSaving] = useActionState(async (previous: ActionState, form: FormData) => {
    const next = await saveCategory(previous, form);
    if (next.status === 'done') onSaved();
    return next;
  }, idle);
  useEffect(() => {
    if (state.status === 'failed') formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  // A form's own action would empty the fields of what was typed.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isSaving) startTransition(() => save(form));
  };
  const errorAt = useCategoryErrors(state);
  const siblings = categories.filter((one) => one.parentId === (parentId ?? null));
  const isTold = ['nameKo', 'nameEn', 'slug', 'parentId'].some((field) => errorAt(field as CategoryField) !== null);
  return (
    <form ref={formRef} onSubmit={submit} noValidate className="grid gap-5">
      {state.status === 'failed' && !isTold && <Notice tone="danger">{t('failed')}</Notice>}
      {category ? (
        <>
          <input type="hidden" name="categoryId" value={category.id} />
          {category.name.en && <input type="hidden" name="hadNameEn" value="1" />}
        </>
      ) : (
        // After those that are there.
        <input type="hidden" name="position" value={Math.max(-1, ...siblings.map(({ position }) => position)) + 1} />
      )}
      <Field label={t('nameKo')} error={errorAt('nameKo')} required>
        <Input name="nameKo" defaultValue={category?.name.ko} maxLength={nameLengthMax} autoComplete="off" />
      </Field>
      <Field label={t('nameEn')} error={errorAt('nameEn')} optional>
        <Input name="nameEn" lang="en" defaultValue={category?.name.en} maxLength={nameLengthMax} autoComplete="off" />
      </Field>
      <Field
        label={t('slug')}
        hint={t(category ? 'slugMoves' : 'slugHint')}
        error={errorAt('slug')}
        optional={!category}
      >
        <Input
          name="slug"
          defaultValue={category?.slug}
          maxLength={slugLengthMax}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Field label={t('parent')} error={errorAt('parentId')}>
        <Select name="parentId" defaultValue={category ? (category.parentId ?? '') : (parentId ?? '')}>
          <option value="">{t('root')}</option>
          {possibleParents(categories, category).map(({ category: { id, slug, ...one }, depth }) => (
            <option key={id} value={id}>
              {indented({ id, slug, name: nameOf(one, locale), depth })}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" wide loading={isSaving}>
        {common('save')}
      </Button>
    </form>
  );
}

const idle: ActionState = { status: 'idle' };

type CategoryField = 'nameKo' | 'nameEn' | 'slug' | 'parentId';

const fieldPaths: Record<CategoryField, string> = {
  nameKo: 'name.ko',
  nameEn: 'name.en',
  slug: 'slug',
  parentId: 'parentId',
};

/** What was refused, in words, at its field. */
function useCategoryErrors(state: ActionState) {
  const t = useTranslations('admin.categories.wrong');
  const failure = state.status === 'failed' ? state : null;
  const code = failure?.error.code;
  return (field: CategoryField): string | null => {
    if (field === 'slug' && code === 'catalog.slugTaken') return t('slugTaken');
    if (field === 'parentId' && code === 'catalog.categoryCycle') return t('cycle');
    if (field === 'parentId' && code === 'catalog.categoryNotFound') return t('parentGone');
    if (!failure?.fields.some(({ path }) => path === fieldPaths[field])) return null;
    return field === 'parentId' ? t('parentGone') : t(field);
  };
}
