import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { DeliveryExport } from '@/components/admin/delivery-export';
import { DeliveryFilter } from '@/components/admin/delivery-filter';
import { DeliveryLogQuery } from '@/components/admin/delivery-query';
import { DeliveryTable } from '@/components/admin/delivery-table';
import { DeliveryTabs } from '@/components/admin/delivery-tabs';
import { deliveryLogPath, inMoments } from '@/components/queries/delivery-search';
import { queryText } from '@/components/queries/query-text';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { listDeliveries } from '@/lib/delivery/delivery-queries';
import { DeliveryQuery } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { readEndpointChoices } from '../read-endpoint-choices';

type DeliveryLogPageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.deliveries');
  return { title: `${t('tabs.log')} · ${t('title')}` };
}

export default async function DeliveryLogPage({ searchParams }: DeliveryLogPageProps) {
  await requireAdmin(paths.adminDeliveryLog);
  const search = DeliveryLogQuery.parse(await searchParams);
  const [t, timeZone] = await Promise.all([getTranslations('admin.deliveries'), getTimeZone()]);
  const [deliveries, endpoints] = await Promise.all([
    listDeliveries(db(), DeliveryQuery.parse(inMoments(search, timeZone))),
    readEndpointChoices('all'),
  ]);
  if (!deliveries.ok) redirect(deliveryLogPath({ ...search, cursor: undefined }));
  const isNarrowed = queryText({ ...search, cursor: undefined }) !== '';

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} actions={<DeliveryExport search={search} />} />
      <DeliveryTabs here="log" />
      <DeliveryFilter list="log" search={search} endpoints={endpoints} isNarrowed={isNarrowed} />
      <DeliveryTable key={queryText(search)} search={search} rendered={deliveries.value} isNarrowed={isNarrowed} />
    </div>
  );
}
