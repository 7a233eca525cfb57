import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { categoryChoices } from '@/components/admin/category-choices';
import { ProductEditor } from '@/components/admin/product-editor';
import { ProductStatusPill } from '@/components/admin/product-words';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import type { AdminProduct } from '@/lib/catalog/admin-model';
import { readCategoryMenu } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import type { Locale } from '@/lib/shared/locale';
import { readProduct } from './product';

type EditProductProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: EditProductProps): Promise<Metadata> {
  return { title: nameOf(await readProduct((await params).id), await getLocale()) };
}

export default async function EditProductPage({ params }: EditProductProps) {
  const { id } = await params;
  const product = await readProduct(id);
  const [locale, t] = await Promise.all([getLocale(), getTranslations('admin.products.editor')]);
  const categories = await readCategoryMenu(db(), { locale });
  const name = nameOf(product, locale);
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminProducts}>{t('back')}</Link>
            <span aria-current="page">{name}</span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-2.5">
            {name} <ProductStatusPill status={product.status} />
          </span>
        }
        actions={
          product.status === 'ACTIVE' && (
            <LinkButton asChild variant="outline" size="sm">
              <Link href={paths.product(product.slug)}>{t('viewInShop')}</Link>
            </LinkButton>
          )
        }
      />
      <ProductEditor key={id} product={product} categories={categoryChoices(categories)} />
    </div>
  );
}

function nameOf({ name }: AdminProduct, locale: Locale): string {
  return (locale === 'en' && name.en) || name.ko;
}
