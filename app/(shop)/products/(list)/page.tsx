import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { readListState, type SearchParams } from '@/components/shop/list-address';
import { readCategoryTree } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { ProductListing } from './product-listing';

type ProductsPageProps = { searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop.list');
  return { title: t('allTitle'), description: t('allDescription') };
}

export default async function ProductsPage({ searchParams }: ProductsPageProps) {
  const [search, locale, t] = await Promise.all([searchParams, getLocale(), getTranslations('shop.list')]);
  const categories = await readCategoryTree(db(), { locale });
  return <ProductListing title={t('allTitle')} categories={categories} category={null} state={readListState(search)} />;
}
