'use client';

import { useTranslations } from 'next-intl';
import { useJobs } from '@/components/queries/jobs';
import { Notice } from '@/components/ui/notice';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Stat } from '@/components/ui/stat';
import type { JobsOverview } from '@/inngest/embedded/model';

/** Whether runners live, and what waits for them. */
export function JobEngineState({ rendered }: { rendered: JobsOverview }) {
  const t = useTranslations('admin.jobs.engine');
  const {
    data: { engine },
  } = useJobs(rendered);
  const isWorking = engine.state === 'WORKING';
  return (
    <section aria-label={t('label')} className="grid grid-cols-1 gap-3">
      {!isWorking && <NoRunner />}
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          label={t('runners')}
          value={engine.runnerCount}
          note={
            <Pill tone={isWorking ? 'success' : 'danger'} dot={isWorking}>
              {t(isWorking ? 'working' : 'stopped')}
            </Pill>
          }
        />
        <Stat
          label={t('waiting')}
          value={engine.waitingCount}
          note={
            <>
              {engine.oldestWaitingAt && (
                <span>{t.rich('oldest', { time: () => <RelativeTime at={engine.oldestWaitingAt ?? ''} /> })}</span>
              )}
              {engine.parkedCount > 0 && <span>{t('parked', { count: engine.parkedCount })}</span>}
            </>
          }
        />
        <Stat label={t('underWay')} value={engine.underWayCount} />
        <Stat label={t('later')} value={engine.laterCount} note={t('laterNote')} />
      </div>
    </section>
  );
}

/** Says what becomes of runs while no runner lives. */
export function NoRunner() {
  const t = useTranslations('admin.jobs.engine');
  return (
    <Notice tone="warning" title={t('stoppedTitle')}>
      {t('stoppedBody')}
    </Notice>
  );
}
