import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BreachChart, LatencyChart, ThroughputChart } from '@/components/admin/delivery-charts';
import { DeliveryTiles, EndpointHealthTable, FailureClasses } from '@/components/admin/delivery-overview';
import { DeliveryRange, startOfRange, statsRanges } from '@/components/admin/delivery-range';
import { DeliveryTabs } from '@/components/admin/delivery-tabs';
import { PageRefresh } from '@/components/admin/page-refresh';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { listEndpoints } from '@/lib/delivery/endpoint-queries';
import { readDeliveryStats } from '@/lib/delivery/read-delivery-stats';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { minuteAt } from '@/lib/shared/calendar';
import { now as clockNow } from '@/lib/shared/clock';
import { pageSizeMax } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';

type OverviewPageProps = { searchParams: Promise<Record<string, unknown>> };

const Search = z.object({ range: z.enum(statsRanges).catch('24h') });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.deliveries');
  return { title: t('title') };
}

export default async function DeliveryOverviewPage({ searchParams }: OverviewPageProps) {
  await requireAdmin(paths.adminDeliveries);
  const { range } = Search.parse(await searchParams);
  const now = clockNow();
  const [t, timeZone] = await Promise.all([getTranslations('admin.deliveries'), getTimeZone()]);
  const from = startOfRange(range, { now, timeZone });
  const query = { from: from.toISOString(), to: now.toISOString() };
  const [figures, endpoints] = await Promise.all([
    readDeliveryStats(db(), { query, now }),
    listEndpoints(db(), { limit: pageSizeMax }),
  ]);
  const stats = unwrap(figures);
  const { items } = unwrap(endpoints);
  const deadCount = items.reduce((sum, endpoint) => sum + endpoint.deadCount, 0);

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageRefresh />
      <PageHeading size="sm" title={t('title')} description={t('lead')} actions={<DeliveryRange range={range} />} />
      <DeliveryTabs here="overview" />
      {items.length > 0 ? (
        <>
          <DeliveryTiles stats={stats} deadCount={deadCount} />
          <section className="grid grid-cols-1 gap-2.5">
            <h2 className="font-semibold text-sm">{t('overview.health')}</h2>
            <EndpointHealthTable endpoints={items} stats={stats} />
          </section>
          <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
            <LatencyChart stats={stats} />
            <ThroughputChart stats={stats} />
            <BreachChart stats={stats} />
            <FailureClasses stats={stats} fromDay={minuteAt(from, timeZone).slice(0, 10)} />
          </div>
        </>
      ) : (
        <EmptyState
          icon={Send}
          title={t('overview.noEndpoints')}
          body={t('overview.noEndpointsBody')}
          action={
            <LinkButton asChild size="sm">
              <Link href={paths.adminEndpoints}>{t('endpoints.title')}</Link>
            </LinkButton>
          }
          className="rounded-md border bg-surface"
        />
      )}
    </div>
  );
}
