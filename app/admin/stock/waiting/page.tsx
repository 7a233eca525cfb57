import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { RestockFilter } from '@/components/admin/restock-filter';
import { RestockNumbers } from '@/components/admin/restock-numbers';
import { RestockSections } from '@/components/admin/restock-sections';
import { RestockTable } from '@/components/admin/restock-table';
import { RestockTabs } from '@/components/admin/restock-tabs';
import { queryText } from '@/components/queries/query-text';
import { restockListPath } from '@/components/queries/restock-search';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { RestockQuery } from '@/lib/notifications/restock/model';
import { countRestocks, listRestocks, readConversion } from '@/lib/notifications/restock/queries';
import { now } from '@/lib/shared/clock';

type RestocksPageProps = { searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. */
const { q, state, variantId, cursor } = RestockQuery.shape;
const Search = z.object({
  q: q.catch(undefined),
  state: state.catch(undefined),
  variantId: variantId.catch(undefined),
  cursor: cursor.catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.restocks');
  return { title: t('title') };
}

export default async function RestocksPage({ searchParams }: RestocksPageProps) {
  await requireAdmin(paths.adminRestocks);
  const search = Search.parse(await searchParams);
  const [t, listed, counts, conversion] = await Promise.all([
    getTranslations('admin.restocks'),
    listRestocks(db(), RestockQuery.parse(search), { locale: await getLocale() }),
    countRestocks(db()),
    readConversion(db(), { now: now() }),
  ]);
  if (!listed.ok) redirect(restockListPath({ ...search, cursor: undefined }));

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <RestockSections here="people" />
      <RestockNumbers counts={counts} conversion={conversion} />
      <RestockTabs search={search} counts={counts} />
      <RestockFilter search={search} />
      <RestockTable key={queryText(search)} search={search} rendered={listed.value} />
    </div>
  );
}
