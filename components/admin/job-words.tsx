'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import { type JobRun, type RunPhase, type RunState, scheduleEvent } from '@/inngest/embedded/model';
import { readCron } from './job-cron';

const stateTones = {
  RUNNING: 'info',
  COMPLETED: 'success',
  FAILED: 'danger',
  CANCELLED: 'neutral',
} as const satisfies Record<RunState, Tone>;

const phaseTones = {
  CALLED: 'accent',
  QUEUED: 'info',
  RETRYING: 'warning',
  ASLEEP: 'info',
} as const satisfies Record<RunPhase, Tone>;

type RunPillProps = { run: Pick<JobRun, 'state' | 'phase'>; size?: 'sm' | 'md' };

/** How a run stands; of a running one, what it is at. */
export function RunPill({ run: { state, phase }, size = 'sm' }: RunPillProps) {
  const t = useTranslations('admin.jobs');
  return (
    <Pill tone={phase ? phaseTones[phase] : stateTones[state]} dot={state === 'RUNNING'} size={size}>
      {phase ? t(`phases.${phase}`) : t(`states.${state}`)}
    </Pill>
  );
}

/** What started a run: an event by its name, or a schedule. */
export function TriggerName({ eventName }: { eventName: string }) {
  const t = useTranslations('admin.jobs');
  return eventName === scheduleEvent ? t('schedule') : eventName;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A length of time in its two largest units. */
export function useDurationText(): (ms: number) => string {
  const t = useTranslations('admin.jobs.duration');
  return (ms) => {
    if (ms < secondMs) return t('ms', { ms });
    if (ms < minuteMs) return t('seconds', { seconds: (Math.floor(ms / 100) / 10).toFixed(1) });
    const whole = (unitMs: number, withinMs: number) => String(Math.floor((ms % withinMs) / unitMs));
    if (ms < hourMs) return t('minutes', { minutes: whole(minuteMs, hourMs), seconds: whole(secondMs, minuteMs) });
    if (ms < dayMs) return t('hours', { hours: whole(hourMs, dayMs), minutes: whole(minuteMs, hourMs) });
    return t('days', { days: String(Math.floor(ms / dayMs)), hours: whole(hourMs, dayMs) });
  };
}

/** A schedule in words where it has any, and always as it is written. */
export function CronText({ cron, timeZone }: { cron: string; timeZone: string }) {
  const t = useTranslations('admin.jobs.cron');
  const words = readCron(cron);
  return (
    <>
      {words && <span className="mr-2">{sayCron()}</span>}
      <span className="whitespace-nowrap font-mono text-faint text-xs max-md:block">
        {t('exact', { cron, timeZone })}
      </span>
    </>
  );

  function sayCron() {
    switch (words?.kind) {
      case 'everyMinutes':
        return t('everyMinutes', { minutes: words.minutes });
      case 'hourly':
        return t('hourly', { minute: words.minute });
      case 'daily':
        return t('daily', { time: words.time });
    }
  }
}
