'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { jobRunsPath } from '@/components/queries/job-search';
import { useJobRun } from '@/components/queries/jobs';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Card, CardSection } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { ExactTime } from '@/components/ui/exact-time';
import { Fact, Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { RelativeTime } from '@/components/ui/relative-time';
import { textLink } from '@/components/ui/text-link';
import type { JobCall, JobRunDetail as Run } from '@/inngest/embedded/model';
import { paths } from '@/lib/http/paths';
import { NoRunner } from './job-engine';
import { JobExcerpt, JobFailureText } from './job-excerpt';
import { JobRunCommands } from './job-run-commands';
import { shortId } from './job-run-table';
import { JobRunTimeline } from './job-run-timeline';
import { RunPill, TriggerName, useDurationText } from './job-words';

/** One run: how it stands, what it has done, what it is still to do, and what came of it. Fresh while it runs. */
export function JobRunDetail({ rendered }: { rendered: Run }) {
  const t = useTranslations('admin.jobs');
  const { data: run } = useJobRun(rendered);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminJobs}>{t('title')}</Link>
            <span aria-current="page" className="font-mono text-xs">
              {shortId(run.id)}
            </span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 [overflow-wrap:anywhere]">
            {run.functionName} <RunPill run={run} size="md" />
          </span>
        }
        description={t.rich('detail.description', {
          trigger: () => <TriggerName eventName={run.eventName} />,
          time: () => <ExactTime at={run.startedAt} seconds />,
        })}
        actions={<JobRunCommands run={run} />}
      />
      <Pending run={run} />
      {run.failure && (
        <Card>
          <CardSection title={t('detail.failure')}>
            <div className="text-sm">
              <JobFailureText failure={run.failure} />
            </div>
          </CardSection>
        </Card>
      )}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <Card>
            {run.calls.length > 0 && (
              <CardSection title={t('detail.calls')} description={t('detail.callsLead')}>
                <Calls run={run} />
              </CardSection>
            )}
            <CardSection title={t('detail.timeline')} description={t('detail.timelineLead')}>
              <JobRunTimeline run={run} />
            </CardSection>
            {run.failedAttempts.length > 0 && (
              <CardSection title={t('detail.failedTries')} description={t('detail.failedTriesLead')}>
                <FailedAttempts run={run} />
              </CardSection>
            )}
          </Card>
          <Card>
            {run.state === 'COMPLETED' && (
              <CardSection title={t('detail.output')}>
                {run.output ? (
                  <JobExcerpt label={t('detail.output')} excerpt={run.output} />
                ) : (
                  <p className="text-muted text-sm">{t('detail.outputNone')}</p>
                )}
              </CardSection>
            )}
            <CardSection title={t('detail.eventTitle')} description={t('detail.eventLead')}>
              <JobExcerpt label={run.eventName} excerpt={run.event.body} />
            </CardSection>
          </Card>
        </div>
        <Card className="max-lg:order-first">
          <CardSection title={t('detail.facts')}>
            <RunFacts run={run} />
          </CardSection>
          {(run.isRerunRequested || run.reruns.length > 0) && (
            <CardSection title={t('detail.reruns')}>
              <Reruns run={run} />
            </CardSection>
          )}
        </Card>
      </div>
    </div>
  );
}

/** What was asked for and not yet done, and why nothing moves. */
function Pending({ run }: { run: Run }) {
  const t = useTranslations('admin.jobs.detail');
  const isAsked = run.isCancelRequested || run.isRerunRequested;
  const hasNoRunner = run.engineState !== 'WORKING' && (run.state === 'RUNNING' || isAsked);
  if (!isAsked && !hasNoRunner) return null;
  return (
    <div className="grid gap-3">
      {isAsked && (
        <Notice tone="info" title={t(run.isCancelRequested ? 'cancelPendingTitle' : 'rerunPendingTitle')}>
          {t('pendingBody')}
        </Notice>
      )}
      {hasNoRunner && <NoRunner />}
    </div>
  );
}

function Calls({ run }: { run: Run }) {
  const t = useTranslations('admin.jobs.detail');
  return (
    <ul className="grid gap-4 text-sm">
      {run.calls.map((call) => (
        <li key={call.id} className="min-w-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-medium">{call.stepName ?? t('continues')}</span>
            <span className="text-muted tabular-nums">
              {t('callAttempt', { attempt: call.attempt, max: run.maxAttempts })}
            </span>
          </p>
          <p className="text-muted">
            <CallState call={call} />
          </p>
          {call.lastFailure && <JobFailureText failure={call.lastFailure} />}
        </li>
      ))}
    </ul>
  );
}

function CallState({ call: { leasedAt, runnerId, isParked, dueAt, lastFailure } }: { call: JobCall }) {
  const t = useTranslations('admin.jobs.detail');
  if (leasedAt) {
    return (
      <>
        {t.rich('leased', { time: () => <RelativeTime at={leasedAt} /> })}
        {runnerId && <span className="ml-2 font-mono text-faint text-xs">{t('runner', { id: runnerId })}</span>}
      </>
    );
  }
  if (isParked) return t('parked');
  return lastFailure ? t.rich('due', { time: () => <RelativeTime at={dueAt} /> }) : t('waits');
}

/** An error each, so that one who looks at an ended run sees what it took. */
function FailedAttempts({ run }: { run: Run }) {
  const t = useTranslations('admin.jobs.detail');
  const leftOut = run.failedAttemptCount - run.failedAttempts.length;
  return (
    <>
      <ul aria-label={t('failedTries')} className="grid gap-4 text-sm">
        {run.failedAttempts.map(({ id, stepName, attempt, failedAt, failure }) => (
          <li key={id} className="min-w-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium">{stepName ?? t('theFunction')}</span>
              <span className="text-faint text-xs tabular-nums">
                <ExactTime at={failedAt} seconds />
              </span>
            </p>
            <p className="text-muted tabular-nums">{t('callAttempt', { attempt, max: run.maxAttempts })}</p>
            {failure && <JobFailureText failure={failure} />}
          </li>
        ))}
      </ul>
      {leftOut > 0 && <p className="mt-4 text-faint text-xs">{t('failedTriesEarlier', { count: leftOut })}</p>}
    </>
  );
}

function RunFacts({ run }: { run: Run }) {
  const t = useTranslations('admin.jobs');
  const durationText = useDurationText();
  return (
    <Facts>
      <Fact name={t('detail.function')}>
        <Mono>{run.functionId}</Mono>
        <Link href={jobRunsPath({ functionId: run.functionId })} className={`${textLink} text-xs`}>
          {t('detail.runsOf')}
        </Link>
      </Fact>
      <Fact name={t('detail.event')}>
        <span className="[overflow-wrap:anywhere]">
          <TriggerName eventName={run.eventName} />
        </span>
      </Fact>
      <Fact name={t('detail.started')}>
        <ExactTime at={run.startedAt} seconds />
      </Fact>
      {run.endedAt && (
        <Fact name={t('detail.ended')}>
          <ExactTime at={run.endedAt} seconds />
        </Fact>
      )}
      <Fact name={t('detail.duration')}>
        <span className="tabular-nums">{durationText(run.durationMs)}</span>
      </Fact>
      {run.attempt !== null && (
        <Fact name={t('detail.attempt')}>
          <span className="tabular-nums">{t('list.attempt', { attempt: run.attempt, max: run.maxAttempts })}</span>
        </Fact>
      )}
      {run.nextAt && (
        <Fact name={t('detail.next')}>
          <RelativeTime at={run.nextAt} />
        </Fact>
      )}
      {run.rerunOf && (
        <Fact name={t('detail.original')}>
          <Link href={paths.adminJobRun(run.rerunOf)} className={`${textLink} font-mono text-xs`}>
            {shortId(run.rerunOf)}
          </Link>
        </Fact>
      )}
      <Fact name={t('detail.id')}>
        <span className="flex items-start gap-1">
          <Mono>{run.id}</Mono>
          <CopyButton text={run.id} className="-my-1.5" />
        </span>
      </Fact>
    </Facts>
  );
}

function Reruns({ run }: { run: Run }) {
  const t = useTranslations('admin.jobs');
  return (
    <ul aria-label={t('detail.reruns')} className="grid gap-2 text-sm">
      {run.isRerunRequested && <li className="text-muted">{t('requested')}</li>}
      {run.reruns.map(({ id, startedAt, ...rerun }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link href={paths.adminJobRun(id)} className={`${textLink} font-mono text-xs`}>
            {shortId(id)}
          </Link>
          <RunPill run={rerun} />
          <span className="text-faint text-xs">
            <RelativeTime at={startedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Mono({ children }: { children: ReactNode }) {
  return <span className="block font-mono text-xs leading-5 [overflow-wrap:anywhere]">{children}</span>;
}
