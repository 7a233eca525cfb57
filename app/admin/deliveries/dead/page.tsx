import { CircleCheck, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { DeadGroups } from '@/components/admin/delivery-dead-groups';
import { DeadTable } from '@/components/admin/delivery-dead-table';
import { DeliveryExport } from '@/components/admin/delivery-export';
import { DeliveryFilter } from '@/components/admin/delivery-filter';
import { DeliveryJobs } from '@/components/admin/delivery-jobs';
import { DeadLettersQuery } from '@/components/admin/delivery-query';
import { ReplayButton, ReplayDialog } from '@/components/admin/delivery-replay';
import { ReplaySubject } from '@/components/admin/delivery-replay-subject';
import { DeliveryTabs } from '@/components/admin/delivery-tabs';
import { PageRefresh } from '@/components/admin/page-refresh';
import { deadLettersPath, inMoments } from '@/components/queries/delivery-search';
import { queryText } from '@/components/queries/query-text';
import { Card, CardSection } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { listDeliveries } from '@/lib/delivery/delivery-queries';
import { groupDeadDeliveries } from '@/lib/delivery/group-dead-deliveries';
import { latestJobsMax, ReplayFilter } from '@/lib/delivery/job-model';
import { listDeliveryJobs } from '@/lib/delivery/job-queries';
import { DeliveryQuery } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { unwrap } from '@/lib/shared/result';
import { readEndpointChoices } from '../read-endpoint-choices';

type DeadLettersPageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.deliveries');
  return { title: `${t('tabs.dead')} · ${t('title')}` };
}

export default async function DeadLettersPage({ searchParams }: DeadLettersPageProps) {
  await requireAdmin(paths.adminDeadLetters);
  const search = DeadLettersQuery.parse(await searchParams);
  const [t, timeZone] = await Promise.all([getTranslations('admin.deliveries'), getTimeZone()]);
  const { cursor, ...chosen } = inMoments(search, timeZone);
  const filter = ReplayFilter.parse(chosen);
  const [groups, dead, jobs, endpoints] = await Promise.all([
    groupDeadDeliveries(db(), filter),
    listDeliveries(db(), DeliveryQuery.parse({ ...filter, state: 'DEAD', cursor })),
    listDeliveryJobs(db(), { limit: latestJobsMax }),
    // Nothing is dead at a removed one, but an old address may ask.
    readEndpointChoices({ id: filter.endpointId }),
  ]);
  if (!dead.ok) redirect(deadLettersPath({ ...search, cursor: undefined }));
  const endpointName = endpoints.find(({ id }) => id === filter.endpointId)?.name;
  const isNarrowed = queryText(chosen) !== '';

  return (
    <ReplayDialog>
      <div className="grid grid-cols-1 gap-5">
        <PageRefresh />
        <PageHeading
          size="sm"
          title={t('title')}
          description={t('dead.lead')}
          actions={
            groups.deadCount > 0 && (
              <>
                <DeliveryExport search={{ ...search, state: 'DEAD' }} />
                <ReplayButton
                  filter={filter}
                  description={<ReplaySubject filter={filter} endpointName={endpointName} />}
                  size="sm"
                >
                  {t('dead.replayAll')}
                </ReplayButton>
              </>
            )
          }
        />
        <DeliveryTabs here="dead" />
        <DeliveryFilter list="dead" search={search} endpoints={endpoints} isNarrowed={isNarrowed} />
        {groups.deadCount === 0 ? (
          <NoneDead isNarrowed={isNarrowed} />
        ) : (
          <>
            <section className="grid grid-cols-1 gap-2.5">
              <h2 className="font-semibold text-sm">{t('dead.groups')}</h2>
              <DeadGroups groups={groups} chosen={filter} />
            </section>
            <section className="grid grid-cols-1 gap-2.5">
              <h2 className="font-semibold text-sm">{t('dead.list')}</h2>
              <DeadTable key={queryText(search)} search={search} rendered={dead.value} />
            </section>
          </>
        )}
        <Card>
          <CardSection title={t('jobs.title')} description={t('jobs.lead')}>
            <DeliveryJobs rendered={unwrap(jobs)} />
          </CardSection>
        </Card>
      </div>
    </ReplayDialog>
  );
}

/** That a search finds nothing says little; that there is nothing to find is good news. */
async function NoneDead({ isNarrowed }: { isNarrowed: boolean }) {
  const [t, tFilter] = await Promise.all([getTranslations('admin.deliveries.dead'), getTranslations('admin.filter')]);
  const isOnlyHidden = isNarrowed && (await groupDeadDeliveries(db(), {})).deadCount > 0;
  if (!isOnlyHidden) {
    return (
      <EmptyState
        icon={CircleCheck}
        title={t('emptyTitle')}
        body={t('emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t('noneTitle')}
      body={t('noneBody')}
      action={
        <LinkButton asChild variant="outline" size="sm">
          <Link href={paths.adminDeadLetters}>{tFilter('reset')}</Link>
        </LinkButton>
      }
      className="rounded-md border bg-surface"
    />
  );
}
