'use client';

import { Workflow } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type JobRunSearch, jobRunsPath } from '@/components/queries/job-search';
import { useJobRuns } from '@/components/queries/jobs';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { type JobRun, searchedRunsMax } from '@/inngest/embedded/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { RunPill, TriggerName, useDurationText } from './job-words';

type JobRunTableProps = {
  search: JobRunSearch;
  /** The same for the API, where days are moments. */
  query: string;
  rendered: Page<JobRun>;
  isNarrowed: boolean;
};

/** The runs, fresh without reload. */
export function JobRunTable({ search, query, rendered, isNarrowed }: JobRunTableProps) {
  const t = useTranslations('admin.jobs.list');
  const { data: page, isError } = useJobRuns(query, rendered);
  const nextHref = page.nextCursor ? jobRunsPath({ ...search, cursor: page.nextCursor }) : null;
  if (page.items.length === 0) return <NoRuns furtherHref={nextHref} isNarrowed={isNarrowed} />;
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <RowKeys>
        <Table label={t('label')}>
          <TableHead>
            <tr>
              <TableHeading>{t('function')}</TableHeading>
              <TableHeading>{t('state')}</TableHeading>
              <TableHeading>{t('trigger')}</TableHeading>
              <TableHeading>{t('started')}</TableHeading>
              <TableHeading numeric>{t('duration')}</TableHeading>
              <TableHeading numeric>{t('attempts')}</TableHeading>
              <TableHeading>{t('next')}</TableHeading>
              <TableHeading>{t('error')}</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={search.cursor ? jobRunsPath({ ...search, cursor: undefined }) : null}
        nextHref={nextHref}
      />
    </div>
  );
}

function RunRow({ run }: { run: JobRun }) {
  const durationText = useDurationText();
  const { id, functionName, eventName, startedAt, durationMs, nextAt, error } = run;
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <Link href={paths.adminJobRun(id)} {...rowLink}>
          {functionName} <span className="ml-1 font-mono font-normal text-faint text-xs">{shortId(id)}</span>
        </Link>
      </TableCell>
      <TableCell>
        <RunPill run={run} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <TriggerName eventName={eventName} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={startedAt} />
      </TableCell>
      <TableCell numeric>{durationText(durationMs)}</TableCell>
      <TableCell numeric className="text-muted">
        <Tries run={run} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">{nextAt ? <RelativeTime at={nextAt} /> : '–'}</TableCell>
      <TableCell className="max-w-64 truncate text-muted" title={error ?? undefined}>
        {error ?? '–'}
      </TableCell>
    </TableRow>
  );
}

/** Which one is under way or next; of a run that has ended, how many more it took. */
function Tries({ run: { state, attempt, maxAttempts, failedAttemptCount } }: { run: JobRun }) {
  const t = useTranslations('admin.jobs.list');
  if (attempt !== null) return t('attempt', { attempt, max: maxAttempts });
  return state !== 'RUNNING' && failedAttemptCount > 0 ? t('retries', { count: failedAttemptCount }) : '–';
}

/** The end of a run's id, which is random: enough to tell runs apart. */
export function shortId(id: string): string {
  return id.slice(-6);
}

/** A search that has looked through its share can go on; else there is nothing. */
function NoRuns({ furtherHref, isNarrowed }: { furtherHref: string | null; isNarrowed: boolean }) {
  const t = useTranslations('admin.jobs.list');
  if (furtherHref) {
    return (
      <EmptyState
        icon={Workflow}
        title={t('furtherTitle')}
        body={t('furtherBody', { count: searchedRunsMax })}
        action={
          <LinkButton asChild variant="secondary" size="sm">
            <Link href={furtherHref}>{t('further')}</Link>
          </LinkButton>
        }
        className="rounded-md border bg-surface"
      />
    );
  }
  const said = isNarrowed
    ? { title: t('noneTitle'), body: t('noneBody') }
    : { title: t('emptyTitle'), body: t('emptyBody') };
  return <EmptyState icon={Workflow} {...said} className="rounded-md border bg-surface" />;
}
