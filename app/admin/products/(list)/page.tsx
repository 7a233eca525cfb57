import { Package, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { categoryChoices } from '@/components/admin/category-choices';
import { ProductFilters } from '@/components/admin/product-filters';
import { isNarrowed, ProductListQuery, productListPath } from '@/components/admin/product-query';
import { ProductTable } from '@/components/admin/product-table';
import { ProductTabs } from '@/components/admin/product-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { Pagination } from '@/components/ui/pagination';
import { listAdminProducts } from '@/lib/catalog/admin-queries';
import { readCategoryMenu } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

const pageSize = 30;

type ProductsPageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.products');
  return { title: t('title') };
}

export default async function ProductsPage({ searchParams }: ProductsPageProps) {
  await requireAdmin(paths.adminProducts);
  const [locale, t] = await Promise.all([getLocale(), getTranslations('admin.products')]);
  const query = ProductListQuery.parse(await searchParams);
  const [page, categories] = await Promise.all([
    listAdminProducts(db(), { ...query, limit: pageSize }, { locale }),
    readCategoryMenu(db(), { locale }),
  ]);
  const firstHref = productListPath({ ...query, cursor: undefined });
  if (!page.ok) redirect(firstHref);
  const { items, nextCursor } = page.value;
  const add = (
    <LinkButton asChild size="sm">
      <Link href={paths.adminNewProduct}>
        <Plus aria-hidden />
        {t('add')}
      </Link>
    </LinkButton>
  );

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} actions={add} />
      <ProductTabs query={query} />
      <ProductFilters query={query} categories={categoryChoices(categories)} />
      {items.length > 0 ? (
        // What is chosen is of this page alone.
        <ProductTable key={productListPath(query)} products={items} />
      ) : (
        <NoProducts query={query} />
      )}
      <Pagination
        link={Link}
        previousHref={query.cursor ? firstHref : null}
        nextHref={nextCursor ? productListPath({ ...query, cursor: nextCursor }) : null}
      />
    </div>
  );
}

async function NoProducts({ query }: { query: ProductListQuery }) {
  const [t, tFilter] = await Promise.all([getTranslations('admin.products'), getTranslations('admin.filter')]);
  const isSearch = isNarrowed(query) || query.status !== undefined;
  return (
    <EmptyState
      icon={Package}
      title={t(isSearch ? 'list.noneTitle' : 'list.emptyTitle')}
      body={t(isSearch ? 'list.noneBody' : 'list.emptyBody')}
      action={
        <LinkButton asChild variant="outline" size="sm">
          {isSearch ? (
            <Link href={paths.adminProducts}>{tFilter('reset')}</Link>
          ) : (
            <Link href={paths.adminNewProduct}>{t('add')}</Link>
          )}
        </LinkButton>
      }
      className="rounded-md border bg-surface"
    />
  );
}
