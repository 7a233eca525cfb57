import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { DeadGroups } from '@/components/admin/delivery-dead-groups';
import { DeadTable } from '@/components/admin/delivery-dead-table';
import { DeliveryJobs } from '@/components/admin/delivery-jobs';
import { ReplayButton, ReplayDialog } from '@/components/admin/delivery-replay';
import { DeliveryTabs } from '@/components/admin/delivery-tabs';
import { PageRefresh } from '@/components/admin/page-refresh';
import { deadLettersPath } from '@/components/queries/delivery-search';
import { Card, CardSection } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { pillLink } from '@/components/ui/pill-link';
import { db } from '@/lib/db/client';
import { listDeliveries } from '@/lib/delivery/delivery-queries';
import { listEndpoints } from '@/lib/delivery/endpoint-queries';
import { groupDeadDeliveries } from '@/lib/delivery/group-dead-deliveries';
import { latestJobsMax } from '@/lib/delivery/job-model';
import { listDeliveryJobs } from '@/lib/delivery/job-queries';
import { DeliveryQuery } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { pageSizeMax } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';

type DeadLettersPageProps = { searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. */
const { endpointId, cursor } = DeliveryQuery.shape;
const Search = z.object({ endpointId: endpointId.catch(undefined), cursor: cursor.catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.deliveries');
  return { title: `${t('tabs.dead')} · ${t('title')}` };
}

export default async function DeadLettersPage({ searchParams }: DeadLettersPageProps) {
  await requireAdmin(paths.adminDeadLetters);
  const search = Search.parse(await searchParams);
  const [t, groups, dead, jobs, endpointPage] = await Promise.all([
    getTranslations('admin.deliveries'),
    groupDeadDeliveries(db(), { endpointId: search.endpointId }),
    listDeliveries(db(), DeliveryQuery.parse({ ...search, state: 'DEAD' })),
    listDeliveryJobs(db(), { limit: latestJobsMax }),
    listEndpoints(db(), { limit: pageSizeMax }),
  ]);
  if (!dead.ok) redirect(deadLettersPath({ endpointId: search.endpointId }));
  const endpoints = unwrap(endpointPage).items.map(({ id, name }) => ({ id, name }));
  const chosen = endpoints.find(({ id }) => id === search.endpointId);

  return (
    <ReplayDialog endpoints={endpoints}>
      <div className="grid grid-cols-1 gap-5">
        <PageRefresh />
        <PageHeading
          size="sm"
          title={t('title')}
          description={t('dead.lead')}
          actions={
            groups.deadCount > 0 && (
              <ReplayButton
                filter={search.endpointId === undefined ? {} : { endpointId: search.endpointId }}
                description={chosen?.name ?? t('dead.allEndpoints')}
                size="sm"
              >
                {t('dead.replayAll')}
              </ReplayButton>
            )
          }
        />
        <DeliveryTabs here="dead" />
        {endpoints.length > 1 && (
          <nav aria-label={t('dead.choose')} className="flex flex-wrap gap-1.5">
            {[{ id: undefined, name: t('dead.allEndpoints') }, ...endpoints].map(({ id, name }) => (
              <Link
                key={id ?? 'all'}
                href={deadLettersPath({ endpointId: id })}
                aria-current={id === search.endpointId ? 'page' : undefined}
                className={pillLink}
              >
                <span className="truncate">{name}</span>
              </Link>
            ))}
          </nav>
        )}
        {groups.deadCount === 0 ? (
          <EmptyState
            icon={CircleCheck}
            title={t('dead.emptyTitle')}
            body={t('dead.emptyBody')}
            className="rounded-md border bg-surface"
          />
        ) : (
          <>
            <section className="grid grid-cols-1 gap-2.5">
              <h2 className="font-semibold text-sm">{t('dead.groups')}</h2>
              <DeadGroups groups={groups} />
            </section>
            <section className="grid grid-cols-1 gap-2.5">
              <h2 className="font-semibold text-sm">{t('dead.list')}</h2>
              <DeadTable key={search.cursor} search={search} rendered={dead.value} />
            </section>
          </>
        )}
        <Card>
          <CardSection title={t('jobs.title')} description={t('jobs.lead')}>
            <DeliveryJobs rendered={unwrap(jobs)} endpoints={endpoints} />
          </CardSection>
        </Card>
      </div>
    </ReplayDialog>
  );
}
