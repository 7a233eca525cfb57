import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { JobsAbsent } from '@/components/admin/job-absent';
import { JobEngineState } from '@/components/admin/job-engine';
import { JobRunFilter } from '@/components/admin/job-run-filter';
import { JobRunTable } from '@/components/admin/job-run-table';
import { JobTabs } from '@/components/admin/job-tabs';
import { jobRunsPath } from '@/components/queries/job-search';
import { periodOf } from '@/components/queries/period';
import { queryText } from '@/components/queries/query-text';
import { PageHeading } from '@/components/ui/page-heading';
import { listRuns } from '@/inngest/embedded/list-runs';
import { JobRunQuery } from '@/inngest/embedded/model';
import { readJobs } from '@/inngest/embedded/read-jobs';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

type JobsPageProps = { searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. Days are the reader's own, the last included. */
const { q, state, functionId, cursor } = JobRunQuery.shape;
const day = z.iso.date().refine((text) => text >= '2000', 'before any run');
const Search = z.object({
  q: q.catch(undefined),
  state: state.catch(undefined),
  functionId: functionId.catch(undefined),
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  withoutSchedules: z.literal('true').optional().catch(undefined),
  cursor: cursor.catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.jobs');
  return { title: t('title') };
}

export default async function JobsPage({ searchParams }: JobsPageProps) {
  await requireAdmin(paths.adminJobs);
  const search = Search.parse(await searchParams);
  const query = { ...search, ...periodOf(search, await getTimeZone()) };
  const [t, overview, runs] = await Promise.all([
    getTranslations('admin.jobs'),
    readJobs(db()),
    listRuns(db(), JobRunQuery.parse(query)),
  ]);
  if (!runs.ok) redirect(jobRunsPath({ ...search, cursor: undefined }));
  const heading = <PageHeading size="sm" title={t('title')} description={t('lead')} />;
  if (overview.engine.state === 'ABSENT') {
    return (
      <div className="grid grid-cols-1 gap-5">
        {heading}
        <JobsAbsent />
      </div>
    );
  }
  const isNarrowed = queryText({ ...search, cursor: undefined }) !== '';
  return (
    <div className="grid grid-cols-1 gap-5">
      {heading}
      <JobEngineState rendered={overview} />
      <JobTabs here="runs" />
      <JobRunFilter search={search} functions={overview.functions} isNarrowed={isNarrowed} />
      <JobRunTable
        key={queryText(search)}
        search={search}
        query={queryText(query)}
        rendered={runs.value}
        isNarrowed={isNarrowed}
      />
    </div>
  );
}
