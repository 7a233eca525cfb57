'use client';

import { Workflow } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { jobRunsPath } from '@/components/queries/job-search';
import { useJobs } from '@/components/queries/jobs';
import { EmptyState } from '@/components/ui/empty-state';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { type JobFunction, type JobsOverview, type RunState, recentHours } from '@/inngest/embedded/model';
import { CronText, useDurationText } from './job-words';

/** What the app can run, what starts it, and how it went lately. A row opens the function's runs. */
export function JobFunctionTable({ rendered }: { rendered: JobsOverview }) {
  const t = useTranslations('admin.jobs.functions');
  const {
    data: { functions },
  } = useJobs(rendered);
  if (functions.length === 0) {
    return (
      <EmptyState
        icon={Workflow}
        title={t('emptyTitle')}
        body={t('emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  }
  return (
    <div className="grid grid-cols-1 gap-3">
      <RowKeys>
        <Table label={t('label')}>
          <TableHead>
            <tr>
              <TableHeading>{t('name')}</TableHeading>
              <TableHeading>{t('starts')}</TableHeading>
              <TableHeading>{t('next')}</TableHeading>
              <TableHeading numeric>{t('running')}</TableHeading>
              <TableHeading numeric>{t('completed')}</TableHeading>
              <TableHeading numeric>{t('failed')}</TableHeading>
              <TableHeading>{t('limit')}</TableHeading>
              <TableHeading numeric>{t('attempts')}</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {functions.map((one) => (
              <FunctionRow key={one.id} fn={one} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <p className="text-faint text-xs">{t('recent', { hours: recentHours })}</p>
    </div>
  );
}

function FunctionRow({ fn }: { fn: JobFunction }) {
  const t = useTranslations('admin.jobs.functions');
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <Link href={jobRunsPath({ functionId: fn.id })} {...rowLink}>
          {fn.name}
        </Link>
        {fn.archivedAt && <Pill className="ml-2">{t('archived')}</Pill>}
      </TableCell>
      <TableCell className="text-muted">
        <ul className="grid gap-0.5">
          {fn.triggers.map((trigger) => (
            <li key={`${trigger.event} ${trigger.if}`} className="whitespace-nowrap">
              {trigger.event}
              {trigger.if && (
                <span className="ml-2 font-mono text-faint text-xs">{t('condition', { condition: trigger.if })}</span>
              )}
            </li>
          ))}
          {fn.schedules.map((schedule) => (
            <li key={`${schedule.cron} ${schedule.timeZone}`} className="whitespace-nowrap">
              <CronText {...schedule} />
            </li>
          ))}
          {fn.cancelOn.map((event) => (
            <li key={event} className="whitespace-nowrap text-faint text-xs">
              {t('cancelledBy', { event })}
            </li>
          ))}
        </ul>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {fn.schedules[0] ? <RelativeTime at={fn.schedules[0].nextAt} /> : '–'}
      </TableCell>
      <CountCell fn={fn} state="RUNNING" count={fn.runningCount} />
      <CountCell fn={fn} state="COMPLETED" count={fn.completedCount} />
      <CountCell fn={fn} state="FAILED" count={fn.failedCount} />
      <TableCell className="text-muted">
        <Limits fn={fn} />
      </TableCell>
      <TableCell numeric className="text-muted">
        {fn.maxAttempts}
      </TableCell>
    </TableRow>
  );
}

/** What holds its runs back; nothing, for most. */
function Limits({ fn: { concurrency, throttle, idempotencyKey } }: { fn: JobFunction }) {
  const t = useTranslations('admin.jobs.functions');
  const durationText = useDurationText();
  const limits = concurrency.map(({ limit, key }) => ({ text: t('atOnce', { limit }), key }));
  if (throttle) {
    const { burst, intervalMs, key } = throttle;
    limits.push({ text: t('throttled', { burst, duration: durationText(Math.round(intervalMs)) }), key });
  }
  if (idempotencyKey) limits.push({ text: t('onceADay'), key: idempotencyKey });
  if (limits.length === 0) return '–';
  return (
    <ul className="grid gap-0.5">
      {limits.map(({ text, key }) => (
        <li key={`${text} ${key}`} className="whitespace-nowrap">
          {text}
          {key && <span className="ml-2 text-faint text-xs">{t('per', { key })}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A number that opens the runs behind it. */
function CountCell({ fn, state, count }: { fn: JobFunction; state: RunState; count: number }) {
  const t = useTranslations('admin.jobs');
  if (count === 0) {
    return (
      <TableCell numeric className="text-faint">
        0
      </TableCell>
    );
  }
  return (
    <TableCell numeric>
      <Link
        href={jobRunsPath({ functionId: fn.id, state })}
        aria-label={`${fn.name} ${t(`states.${state}`)} ${count}`}
        className={`relative inline-flex min-h-6 min-w-6 items-center justify-end rounded-xs underline-offset-4 hover:underline ${state === 'FAILED' ? 'font-semibold text-danger' : ''}`}
      >
        {count.toLocaleString('en-US')}
      </Link>
    </TableCell>
  );
}
