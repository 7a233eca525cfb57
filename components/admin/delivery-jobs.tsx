'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useDeliveryJob, useDeliveryJobs } from '@/components/queries/delivery-jobs';
import { ExactTime } from '@/components/ui/exact-time';
import { Pill } from '@/components/ui/pill';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import type { DeliveryJobView } from '@/lib/delivery/job-model';
import type { Page } from '@/lib/shared/pagination';
import { ReplaySubject } from './delivery-replay-subject';
import { useEndpointName } from './delivery-words';

type DeliveryJobsProps = {
  rendered: Page<DeliveryJobView>;
  /** Only resyncs of this one. */
  endpointId?: string;
};

/** The latest replays and resyncs, with their progress. */
export function DeliveryJobs({ rendered, endpointId }: DeliveryJobsProps) {
  const t = useTranslations('admin.deliveries.jobs');
  const { data: page } = useDeliveryJobs(rendered, endpointId);
  if (page.items.length === 0) return <p className="text-muted text-sm">{t('none')}</p>;
  return (
    <ul aria-label={t('title')} className="grid grid-cols-1 gap-4">
      {page.items.map((job) => (
        <li key={job.id}>
          <DeliveryJob job={job} />
        </li>
      ))}
    </ul>
  );
}

/** One that has just begun, kept fresh; when it is done the page around it is, too. */
export function StartedDeliveryJob({ started }: { started: DeliveryJobView }) {
  const router = useRouter();
  const { data: job } = useDeliveryJob(started);
  const isDone = job.state === 'DONE';
  useEffect(() => {
    if (isDone) router.refresh();
  }, [isDone, router]);
  return <DeliveryJob job={job} />;
}

function DeliveryJob({ job }: { job: DeliveryJobView }) {
  const t = useTranslations('admin.deliveries.jobs');
  const { kind, state, wantedCount, doneCount, skippedCount, requestedBy, startedAt } = job;
  const isRunning = state === 'RUNNING';
  const didNothing = doneCount === 0 && skippedCount > 0;
  return (
    <div className="grid grid-cols-1 gap-1.5 text-sm">
      <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="flex items-center gap-2 font-medium">
          {t(kind)}
          <Pill tone={isRunning ? 'info' : didNothing ? 'neutral' : 'success'} dot={isRunning}>
            {t(state)}
          </Pill>
        </span>
        <span className="text-faint text-xs">
          {requestedBy.name} · <RelativeTime at={startedAt} />
        </span>
      </p>
      <p className="text-muted text-xs [overflow-wrap:anywhere]">
        <JobSubject job={job} />
      </p>
      <Progress label={t(kind)} value={doneCount + skippedCount} max={wantedCount} />
      <p className="text-muted text-xs tabular-nums">
        {t('progress', { wanted: wantedCount, done: doneCount })}
        {skippedCount > 0 && ` · ${t('skipped', { count: skippedCount })}`}
      </p>
    </div>
  );
}

/** What it was asked to do: its filter, or its endpoint and since when. */
function JobSubject({ job: { filter, since, endpoint } }: { job: DeliveryJobView }) {
  const t = useTranslations('admin.deliveries.jobs');
  const nameOf = useEndpointName();
  if (since !== null) {
    return (
      <>
        {endpoint && `${nameOf(endpoint)} · `}
        {t.rich('since', { time: () => <ExactTime at={since} /> })}
      </>
    );
  }
  return <ReplaySubject filter={filter ?? {}} endpointName={endpoint ? nameOf(endpoint) : undefined} />;
}
