import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { StockFilter } from '@/components/admin/stock-filter';
import { StockTable } from '@/components/admin/stock-table';
import { StockTabs } from '@/components/admin/stock-tabs';
import { queryText } from '@/components/queries/query-text';
import { stockListPath } from '@/components/queries/stock-search';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { StockQuery } from '@/lib/inventory/model';
import { countStock, listStock } from '@/lib/inventory/queries';

type StockPageProps = { searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. */
const { q, status, cursor } = StockQuery.shape;
const Search = z.object({
  q: q.catch(undefined),
  status: status.catch(undefined),
  cursor: cursor.catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.stock');
  return { title: t('title') };
}

export default async function StockPage({ searchParams }: StockPageProps) {
  await requireAdmin(paths.adminStock);
  const search = Search.parse(await searchParams);
  const [t, stock, counts] = await Promise.all([
    getTranslations('admin.stock'),
    listStock(db(), StockQuery.parse(search), { locale: await getLocale() }),
    countStock(db()),
  ]);
  if (!stock.ok) redirect(stockListPath({ ...search, cursor: undefined }));

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <StockTabs search={search} counts={counts} />
      <StockFilter search={search} />
      <StockTable key={queryText(search)} search={search} rendered={stock.value} />
    </div>
  );
}
