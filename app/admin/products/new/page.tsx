import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { categoryChoices } from '@/components/admin/category-choices';
import { ProductEditor } from '@/components/admin/product-editor';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { PageHeading } from '@/components/ui/page-heading';
import { readCategoryMenu } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.products.editor');
  return { title: t('newTitle') };
}

export default async function NewProductPage() {
  await requireAdmin(paths.adminNewProduct);
  const [locale, t] = await Promise.all([getLocale(), getTranslations('admin.products.editor')]);
  const categories = await readCategoryMenu(db(), { locale });
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminProducts}>{t('back')}</Link>
            <span aria-current="page">{t('newTitle')}</span>
          </Breadcrumb>
        }
        title={t('newTitle')}
        description={t('newLead')}
      />
      <ProductEditor product={null} categories={categoryChoices(categories)} />
    </div>
  );
}
