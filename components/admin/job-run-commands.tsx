'use client';

import { useQueryClient } from '@tanstack/react-query';
import { CircleStop, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { JobCommand, JobRunDetail } from '@/inngest/embedded/model';
import type { ActionState } from '@/lib/http/define-action';
import type { AppError } from '@/lib/http/errors';
import { cancelJobRun, rerunJobRun } from './job-actions';

type Command = (previous: ActionState<JobCommand>, form: FormData) => Promise<ActionState<JobCommand>>;

/** Stops a running run, repeats one that has ended; each asks first, and says why it can't be done now. */
export function JobRunCommands({ run }: { run: JobRunDetail }) {
  const t = useTranslations('admin.jobs.detail');
  const queries = useQueryClient();

  const give = async (command: Command, done: string) => {
    const form = new FormData();
    form.set('id', run.id);
    try {
      const result = await command({ status: 'idle' }, form);
      if (result.status === 'done') toast.success(done);
      if (result.status === 'failed') toast.error(reasonOf(result.error));
    } catch {
      toast.error(t('failed'));
    }
    await queries.invalidateQueries({ queryKey: ['jobs'] });
  };

  const reasonOf = ({ code }: AppError) => {
    if (code === 'jobs.notRunning') return t('cancelEnded');
    if (code === 'jobs.stillRunning') return t('rerunRunning');
    if (code === 'jobs.rerunUnderWay') return t('rerunUnderWay');
    if (code === 'jobs.functionArchived') return t('rerunArchived');
    if (code === 'http.unauthenticated' || code === 'http.forbidden') return t('signIn');
    return t('failed');
  };

  const isRunning = run.state === 'RUNNING';
  const rerunRefusal = () => {
    if (isRunning) return t('rerunRunning');
    return run.isFunctionArchived ? t('rerunArchived') : t('rerunUnderWay');
  };
  const stop = (
    <>
      <CircleStop aria-hidden />
      {t('cancel')}
    </>
  );
  const repeat = (
    <>
      <RotateCw aria-hidden />
      {t('rerun')}
    </>
  );
  return (
    <>
      {run.allowedActions.includes('cancel') ? (
        <ConfirmDialog
          trigger={
            <Button variant="outline" size="sm">
              {stop}
            </Button>
          }
          title={t('cancelTitle')}
          description={t('cancelBody')}
          confirmLabel={t('cancel')}
          onConfirm={() => give(cancelJobRun, t('cancelled'))}
        />
      ) : (
        <Button variant="outline" size="sm" disabledReason={t(isRunning ? 'cancelAsked' : 'cancelEnded')}>
          {stop}
        </Button>
      )}
      {run.allowedActions.includes('rerun') ? (
        <ConfirmDialog
          trigger={<Button size="sm">{repeat}</Button>}
          title={t('rerunTitle')}
          description={t('rerunBody')}
          confirmLabel={t('rerun')}
          tone="primary"
          onConfirm={() => give(rerunJobRun, t('rerunDone'))}
        />
      ) : (
        <Button variant="outline" size="sm" disabledReason={rerunRefusal()}>
          {repeat}
        </Button>
      )}
    </>
  );
}
