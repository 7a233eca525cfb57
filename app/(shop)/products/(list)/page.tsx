import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { readListState, type SearchParams } from '@/components/shop/list-address';
import { readCategoryMenu } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { ProductListing } from './product-listing';

type ProductsPageProps = { searchParams: Promise<SearchParams> };

export async function generateMetadata({ searchParams }: ProductsPageProps): Promise<Metadata> {
  const [search, t] = await Promise.all([searchParams, getTranslations('shop')]);
  const { q } = readListState(search);
  if (!q) return { title: t('list.allTitle'), description: t('list.allDescription') };
  return { title: t('search.title', { q }), description: t('search.description', { q }), robots: { index: false } };
}

export default async function ProductsPage({ searchParams }: ProductsPageProps) {
  const [search, locale, t] = await Promise.all([searchParams, getLocale(), getTranslations('shop')]);
  const categories = await readCategoryMenu(db(), { locale });
  const state = readListState(search);
  const title = state.q ? t('search.title', { q: state.q }) : t('list.allTitle');
  return <ProductListing title={title} categories={categories} category={null} state={state} />;
}
