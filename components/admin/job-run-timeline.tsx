'use client';

import { useTranslations } from 'next-intl';
import { ExactTime } from '@/components/ui/exact-time';
import { RelativeTime } from '@/components/ui/relative-time';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import type { JobRunDetail, JobStep } from '@/inngest/embedded/model';
import { Foldable, JobExcerpt, JobFailureText } from './job-excerpt';
import { useDurationText } from './job-words';

const endTones = { COMPLETED: 'accent', FAILED: 'danger', CANCELLED: 'neutral' } as const;

/** A run from its start over its steps to its end. */
export function JobRunTimeline({ run }: { run: JobRunDetail }) {
  const t = useTranslations('admin.jobs');
  const leftOut = run.stepCount - run.steps.length;
  return (
    <Timeline>
      <TimelineItem tone="accent" title={t('detail.begun')} time={<ExactTime at={run.startedAt} seconds />}>
        {leftOut > 0 && <p>{t('detail.earlier', { count: leftOut })}</p>}
      </TimelineItem>
      {run.steps.map((step) => (
        <StepItem key={step.id} step={step} startedAt={run.startedAt} runEndedAt={run.endedAt} />
      ))}
      {run.state !== 'RUNNING' && run.endedAt && (
        <TimelineItem
          tone={endTones[run.state]}
          title={t(`states.${run.state}`)}
          time={<ExactTime at={run.endedAt} seconds />}
        >
          <After at={run.endedAt} startedAt={run.startedAt} />
        </TimelineItem>
      )}
    </Timeline>
  );
}

/** `runEndedAt` is when the steps that were still open then were given up. */
type StepItemProps = { step: JobStep; startedAt: string; runEndedAt: string | null };

function StepItem({ step, startedAt, runEndedAt }: StepItemProps) {
  const t = useTranslations('admin.jobs.detail');
  const { name, kind, askedAt, settledAt, result, failure } = step;
  return (
    <TimelineItem
      tone={failure ? 'danger' : settledAt ? 'accent' : 'neutral'}
      title={name || t(`kinds.${kind}`)}
      time={<ExactTime at={settledAt ?? runEndedAt ?? askedAt} seconds />}
    >
      <p className="flex flex-wrap gap-x-2 [&>:not(:last-child)]:after:ml-2 [&>:not(:last-child)]:after:content-['·']">
        <span>{t(`kinds.${kind}`)}</span>
        <StepTimes step={step} startedAt={startedAt} runEndedAt={runEndedAt} />
      </p>
      {failure && <JobFailureText failure={failure} />}
      {result && (
        <Foldable title={t('result')}>
          <JobExcerpt label={name || t('result')} excerpt={result} />
        </Foldable>
      )}
    </TimelineItem>
  );
}

/** When it ended and how long it took; or what it still waits for, unless the run ended first. */
function StepTimes({ step, startedAt, runEndedAt }: StepItemProps) {
  const t = useTranslations('admin.jobs.detail');
  const durationText = useDurationText();
  const { kind, askedAt, settledAt, wakesAt, awaitedEvent, failedAttemptCount, result } = step;
  if (!settledAt && runEndedAt) return <span>{t('givenUp')}</span>;
  if (!settledAt) {
    const until = wakesAt && (
      <span>
        {t.rich(kind === 'SLEEP' ? 'wakes' : 'until', {
          time: () => <RelativeTime at={wakesAt} />,
        })}
      </span>
    );
    return (
      <>
        {kind === 'RUN' && <span>{t('asked')}</span>}
        {awaitedEvent && <span>{t('waitsFor', { event: awaitedEvent })}</span>}
        {until}
      </>
    );
  }
  const tookMs = Date.parse(settledAt) - Date.parse(askedAt);
  const took = durationText(tookMs);
  return (
    <>
      {kind === 'EVENT' && <span>{t(result ? 'arrived' : 'notArrived')}</span>}
      {failedAttemptCount > 0 && <span>{t('tries', { count: failedAttemptCount + 1 })}</span>}
      {tookMs > 0 && <span>{t(kind === 'SLEEP' ? 'slept' : 'took', { duration: took })}</span>}
      <span>
        <After at={settledAt} startedAt={startedAt} />
      </span>
    </>
  );
}

function After({ at, startedAt }: { at: string; startedAt: string }) {
  const t = useTranslations('admin.jobs.detail');
  const durationText = useDurationText();
  return t('after', { duration: durationText(Math.max(0, Date.parse(at) - Date.parse(startedAt))) });
}
