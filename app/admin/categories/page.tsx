import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CategoryDialog } from '@/components/admin/category-dialog';
import { CategoryTree } from '@/components/admin/category-tree';
import { Button } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { findEmptyCategories, listAdminCategories } from '@/lib/catalog/admin-queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.categories');
  return { title: t('title') };
}

export default async function CategoriesPage() {
  await requireAdmin(paths.adminCategories);
  const [t, all, empty] = await Promise.all([
    getTranslations('admin.categories'),
    listAdminCategories(db()),
    findEmptyCategories(db()),
  ]);
  const categories = all.map((category) => ({ ...category, isEmpty: empty.has(category.id) }));
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading
        size="sm"
        title={t('title')}
        description={t('lead')}
        actions={
          <CategoryDialog categories={categories}>
            <Button size="sm">
              <Plus aria-hidden />
              {t('add')}
            </Button>
          </CategoryDialog>
        }
      />
      <CategoryTree categories={categories} />
    </div>
  );
}
