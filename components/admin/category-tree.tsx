'use client';

import { ChevronDown, ChevronUp, FolderTree, Pencil, Plus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { quietLink } from '@/components/ui/text-link';
import type { ActionState } from '@/lib/http/define-action';
import { arrangeCategoriesByForm, removeCategoryByForm } from './category-actions';
import { CategoryDialog } from './category-dialog';
import { childrenOf, nameOf, type OfficeCategory } from './category-list';
import { productListPath } from './product-query';

/** All categories as the tree that they are, each with what can be done to it. */
export function CategoryTree({ categories }: { categories: OfficeCategory[] }) {
  const t = useTranslations('admin.categories');
  if (categories.length === 0)
    return (
      <EmptyState
        icon={FolderTree}
        title={t('emptyTitle')}
        body={t('emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  return <Level categories={categories} parent={null} />;
}

type LevelProps = { categories: OfficeCategory[]; parent: OfficeCategory | null };

function Level({ categories, parent }: LevelProps) {
  const t = useTranslations('admin.categories');
  const locale = useLocale();
  const children = childrenOf(categories, parent?.id ?? null);
  if (children.length === 0) return null;
  return (
    <ul
      aria-label={parent ? t('list', { name: nameOf(parent, locale) }) : t('label')}
      className={parent ? 'ml-5 border-l sm:ml-8' : 'divide-y rounded-md border bg-surface'}
    >
      {children.map((category, place) => (
        <li key={category.id}>
          <CategoryRow category={category} categories={categories} siblings={children} place={place} />
          <Level categories={categories} parent={category} />
        </li>
      ))}
    </ul>
  );
}

type CategoryRowProps = {
  category: OfficeCategory;
  categories: OfficeCategory[];
  siblings: OfficeCategory[];
  place: number;
};

function CategoryRow({ category, categories, siblings, place }: CategoryRowProps) {
  const t = useTranslations('admin.categories');
  const locale = useLocale();
  const { run } = useCategoryCommands();
  const name = nameOf(category, locale);
  const move = (step: -1 | 1) => {
    const ids = siblings.map(({ id }) => id);
    const order = ids.toSpliced(place, 1).toSpliced(place + step, 0, category.id);
    const fields = { parentId: category.parentId ?? '', categoryIds: order.join(',') };
    return run(arrangeCategoriesByForm, fields, t('moved', { name }));
  };
  const isEmpty = category.isEmpty && childrenOf(categories, category.id).length === 0;
  const icon = { variant: 'ghost', size: 'iconSm', className: 'text-muted max-md:min-w-8' } as const;
  return (
    <div className="flex items-center gap-3 py-2.5 pr-2 pl-4 hover:bg-sunken sm:pr-4">
      <div className="min-w-0 flex-1 break-words">
        <p className="font-medium text-[0.9375rem]">{name}</p>
        <div className="flex flex-wrap gap-x-2 text-faint text-xs">
          <span>/{category.slug}</span>
          <Link href={productListPath({ category: category.slug })} className={quietLink}>
            {t('products')}
          </Link>
        </div>
      </div>
      <div className="flex shrink-0 items-center">
        <Button
          {...icon}
          aria-label={t('up', { name })}
          onClick={() => move(-1)}
          className={cn(icon.className, place === 0 && 'invisible')}
        >
          <ChevronUp aria-hidden />
        </Button>
        <Button
          {...icon}
          aria-label={t('down', { name })}
          onClick={() => move(1)}
          className={cn(icon.className, place === siblings.length - 1 && 'invisible')}
        >
          <ChevronDown aria-hidden />
        </Button>
        <CategoryDialog categories={categories} parentId={category.id}>
          <Button {...icon} aria-label={t('addBelow', { name })}>
            <Plus aria-hidden />
          </Button>
        </CategoryDialog>
        <CategoryDialog categories={categories} category={category}>
          <Button {...icon} aria-label={t('edit', { name })}>
            <Pencil aria-hidden />
          </Button>
        </CategoryDialog>
        {isEmpty ? (
          <ConfirmDialog
            trigger={
              <Button {...icon} aria-label={t('remove', { name })}>
                <Trash2 aria-hidden />
              </Button>
            }
            title={t('removeTitle', { name })}
            description={t('removeBody')}
            confirmLabel={t('removeConfirm')}
            onConfirm={() => run(removeCategoryByForm, { categoryId: category.id }, t('removed'))}
          />
        ) : (
          <Button {...icon} aria-label={t('remove', { name })} disabledReason={t('notEmpty')}>
            <Trash2 aria-hidden />
          </Button>
        )}
      </div>
    </div>
  );
}

type Command = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** Gives an action, says what became of it, and shows the categories as they are then. */
function useCategoryCommands() {
  const t = useTranslations('admin.categories');
  const router = useRouter();
  const run = async (command: Command, fields: Record<string, string>, done: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const result = await command({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') toast.success(done);
    else toast.error(reasonOf(result));
    router.refresh();
  };
  const reasonOf = (result: ActionState | null) => {
    const code = result?.status === 'failed' ? result.error.code : null;
    if (code === 'catalog.categoryNotEmpty') return t('notEmpty');
    return t(code === 'catalog.categoriesChanged' || code === 'http.notFound' ? 'changed' : 'failed');
  };
  return { run };
}
