import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ProductListing } from '@/app/(shop)/products/(list)/product-listing';
import { readListState, type SearchParams } from '@/components/shop/list-address';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import type { CategoryNode } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { categoryOf } from './category';

type CategoryPageProps = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: CategoryPageProps): Promise<Metadata> {
  const [{ slug }, t] = await Promise.all([params, getTranslations('shop.list')]);
  const { name } = last((await categoryOf(slug)).way);
  return {
    title: name,
    description: t('categoryDescription', { category: name }),
    alternates: { canonical: paths.category(slug) },
  };
}

export default async function CategoryPage({ params, searchParams }: CategoryPageProps) {
  const [{ slug }, search, t] = await Promise.all([params, searchParams, getTranslations('shop')]);
  const { categories, way } = await categoryOf(slug);
  const category = last(way);
  const state = readListState(search);
  return (
    <ProductListing
      title={state.q ? `${category.name} · ${t('search.title', { q: state.q })}` : category.name}
      above={
        <Breadcrumb>
          <Link href={paths.products}>{t('nav.all')}</Link>
          {way.map((node) => (
            <Link key={node.id} href={paths.category(node.slug)} aria-current={node.slug === slug ? 'page' : undefined}>
              {node.name}
            </Link>
          ))}
        </Breadcrumb>
      }
      categories={categories}
      category={category}
      state={state}
    />
  );
}

function last(way: [CategoryNode, ...CategoryNode[]]): CategoryNode {
  return way.at(-1) ?? way[0];
}
