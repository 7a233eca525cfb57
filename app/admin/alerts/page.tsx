import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { AlertFilter } from '@/components/admin/alert-filter';
import { AlertTable } from '@/components/admin/alert-table';
import { AlertTabs } from '@/components/admin/alert-tabs';
import { alertListPath, alertSearchText } from '@/components/queries/alert-search';
import { PageHeading } from '@/components/ui/page-heading';
import { AlertQuery, alertStates } from '@/lib/alerts/model';
import { listAlerts } from '@/lib/alerts/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

type AlertsPageProps = { searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. Without a state the new ones show. */
const { kind, cursor } = AlertQuery.shape;
const Search = z.object({
  kind: kind.catch(undefined),
  state: z.enum([...alertStates, 'all']).catch('OPEN'),
  cursor: cursor.catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.alerts');
  return { title: t('title') };
}

export default async function AlertsPage({ searchParams }: AlertsPageProps) {
  await requireAdmin(paths.adminAlerts);
  const search = Search.parse(await searchParams);
  const [t, alerts] = await Promise.all([
    getTranslations('admin.alerts'),
    listAlerts(db(), AlertQuery.parse({ ...search, state: search.state === 'all' ? undefined : search.state }), {
      locale: await getLocale(),
    }),
  ]);
  if (!alerts.ok) redirect(alertListPath({ ...search, cursor: undefined }));

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <AlertTabs search={search} />
      <AlertFilter search={search} />
      <AlertTable key={alertSearchText(search)} search={search} rendered={alerts.value} />
    </div>
  );
}
