import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BreakerHistory, EndpointBreaker } from '@/components/admin/delivery-breaker';
import { LatencyChart } from '@/components/admin/delivery-charts';
import { EndpointHealth } from '@/components/admin/delivery-endpoint-health';
import { PauseEndpoint } from '@/components/admin/delivery-endpoint-pause';
import { RemoveEndpoint } from '@/components/admin/delivery-endpoint-remove';
import { EndpointSettings } from '@/components/admin/delivery-endpoint-settings';
import { DeliveryJobs } from '@/components/admin/delivery-jobs';
import { startOfRange } from '@/components/admin/delivery-range';
import { ResyncDialog } from '@/components/admin/delivery-resync';
import { EndpointSecret } from '@/components/admin/delivery-secret';
import { BreakerPill } from '@/components/admin/delivery-words';
import { PageRefresh } from '@/components/admin/page-refresh';
import { deliveryLogPath } from '@/components/queries/delivery-search';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Card, CardSection } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { Pill } from '@/components/ui/pill';
import { db } from '@/lib/db/client';
import { listBreakerEvents } from '@/lib/delivery/breaker-queries';
import { latestJobsMax } from '@/lib/delivery/job-model';
import { listDeliveryJobs } from '@/lib/delivery/job-queries';
import { readDeliveryStats } from '@/lib/delivery/read-delivery-stats';
import { paths } from '@/lib/http/paths';
import { now as clockNow } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { readEndpoint } from './endpoint';

type EndpointPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, unknown>> };

const historySize = 8;
const Search = z.object({ history: z.string().max(1_000).optional().catch(undefined) });

export async function generateMetadata({ params }: EndpointPageProps): Promise<Metadata> {
  return { title: (await readEndpoint((await params).id)).name };
}

export default async function EndpointPage({ params, searchParams }: EndpointPageProps) {
  const endpoint = await readEndpoint((await params).id);
  const { history } = Search.parse(await searchParams);
  const now = clockNow();
  const [t, timeZone] = await Promise.all([getTranslations('admin.deliveries'), getTimeZone()]);
  const from = startOfRange('24h', { now, timeZone }).toISOString();
  const query = { from, to: now.toISOString(), endpointId: endpoint.id };
  const [figures, events, jobs] = await Promise.all([
    readDeliveryStats(db(), { query, now }),
    listBreakerEvents(db(), { endpointId: endpoint.id, limit: historySize, cursor: history }),
    listDeliveryJobs(db(), { limit: latestJobsMax, endpointId: endpoint.id }),
  ]);
  const stats = unwrap(figures);
  if (!events.ok) redirect(paths.adminEndpoint(endpoint.id));

  return (
    <div className="grid grid-cols-1 gap-6">
      <PageRefresh />
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminDeliveries}>{t('title')}</Link>
            <Link href={paths.adminEndpoints}>{t('endpoints.title')}</Link>
            <span aria-current="page">{endpoint.name}</span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="mr-1">{endpoint.name}</span>
            <BreakerPill breaker={endpoint.breaker} />
            {endpoint.paused && <Pill tone="warning">{t('endpoints.paused')}</Pill>}
          </span>
        }
        description={<span className="[overflow-wrap:anywhere]">{endpoint.url}</span>}
        actions={
          <>
            <LinkButton asChild variant="outline" size="sm">
              <Link href={deliveryLogPath({ endpointId: endpoint.id })}>{t('health.log')}</Link>
            </LinkButton>
            <PauseEndpoint endpoint={endpoint} size="sm" />
          </>
        }
      />
      <EndpointHealth endpoint={endpoint} stats={stats} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-6">
          <LatencyChart stats={stats} />
          <Card>
            <CardSection title={t('endpoints.settings')} description={t('endpoints.settingsLead')}>
              <EndpointSettings endpoint={endpoint} />
            </CardSection>
          </Card>
          <Card>
            <CardSection title={t('remove.section')} description={t('remove.lead')}>
              <RemoveEndpoint endpoint={endpoint} />
            </CardSection>
          </Card>
        </div>
        <Card className="max-lg:order-first">
          <CardSection title={t('breaker.label')}>
            <EndpointBreaker endpoint={endpoint} />
          </CardSection>
          <CardSection title={t('breaker.history')}>
            <BreakerHistory endpointId={endpoint.id} events={events.value} isFirstPage={history === undefined} />
          </CardSection>
          <CardSection title={t('resync.title')} description={t('resync.lead')}>
            <div className="grid grid-cols-1 justify-items-start gap-4">
              <ResyncDialog endpoint={endpoint} />
              <div className="w-full">
                <DeliveryJobs rendered={unwrap(jobs)} endpointId={endpoint.id} />
              </div>
            </div>
          </CardSection>
          <CardSection title={t('secret.title')} description={t('secret.lead')}>
            <EndpointSecret endpoint={endpoint} />
          </CardSection>
        </Card>
      </div>
    </div>
  );
}
