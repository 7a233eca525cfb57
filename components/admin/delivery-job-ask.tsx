'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { failureOf } from '@/components/queries/api-client';
import { type DeliveryCommand, useDryRun, useStartDeliveryJob } from '@/components/queries/delivery-jobs';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Spinner } from '@/components/ui/spinner';
import type { DeliveryJobView } from '@/lib/delivery/job-model';
import { StartedDeliveryJob } from './delivery-jobs';

type DeliveryJobAskProps = {
  kind: DeliveryJobView['kind'];
  command: DeliveryCommand;
  /** A way back, beside the way on. */
  back?: ReactNode;
};

/** Says how many a replay or resync would send, begins it once that is known, and shows how far it is. */
export function DeliveryJobAsk({ kind, command, back }: DeliveryJobAskProps) {
  const t = useTranslations('admin.deliveries.ask');
  // What this dialog begins is one job, however often its button is pressed.
  const [key] = useState(() => crypto.randomUUID());
  const start = useStartDeliveryJob(command);
  if (start.data?.job) return <StartedDeliveryJob started={start.data.job} />;
  // All of it was seen to between the count and the word.
  if (start.data) return <NothingToDo kind={kind} />;
  return (
    <div className="grid grid-cols-1 gap-4">
      <DryRun kind={kind} command={command}>
        {(count) => (
          <>
            <Notice tone="info" title={t(`${kind}.counted`, { count })}>
              {t(`${kind}.body`)}
            </Notice>
            {start.isError && <Notice tone="danger">{t('failed')}</Notice>}
            <Button loading={start.isPending} onClick={() => start.mutate(key)}>
              {t(`${kind}.start`, { count })}
            </Button>
          </>
        )}
      </DryRun>
      {back}
    </div>
  );
}

type DryRunProps = Pick<DeliveryJobAskProps, 'kind' | 'command'> & { children: (count: number) => ReactNode };

/** The count, once it is there and more than none; else why not. */
function DryRun({ kind, command, children }: DryRunProps) {
  const t = useTranslations('admin.deliveries.ask');
  const { data, error, isFetching, refetch } = useDryRun(command);
  if (isFetching) {
    return (
      <p role="status" className="flex min-h-20 items-center justify-center gap-2.5 text-muted text-sm">
        <Spinner />
        {t('counting')}
      </p>
    );
  }
  if (!data) {
    const isUnwanted = failureOf(error).code === 'delivery.resyncUnwanted';
    return (
      <Notice
        tone="danger"
        title={t(isUnwanted ? 'unwanted' : 'countFailed')}
        action={
          !isUnwanted && (
            <Button variant="outline" size="xs" onClick={() => refetch()}>
              {t('again')}
            </Button>
          )
        }
      >
        {t(isUnwanted ? 'unwantedBody' : 'countFailedBody')}
      </Notice>
    );
  }
  return data.count === 0 ? <NothingToDo kind={kind} /> : children(data.count);
}

function NothingToDo({ kind }: Pick<DeliveryJobAskProps, 'kind'>) {
  const t = useTranslations('admin.deliveries.ask');
  return (
    <Notice tone="success" title={t(`${kind}.zero`)}>
      {t(`${kind}.zeroBody`)}
    </Notice>
  );
}
