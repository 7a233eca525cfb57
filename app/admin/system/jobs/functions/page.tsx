import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsAbsent } from '@/components/admin/job-absent';
import { JobEngineState } from '@/components/admin/job-engine';
import { JobFunctionTable } from '@/components/admin/job-function-table';
import { JobTabs } from '@/components/admin/job-tabs';
import { PageHeading } from '@/components/ui/page-heading';
import { readJobs } from '@/inngest/embedded/read-jobs';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.jobs.functions');
  return { title: t('title') };
}

export default async function JobFunctionsPage() {
  await requireAdmin(paths.adminJobFunctions);
  const [t, overview] = await Promise.all([getTranslations('admin.jobs'), readJobs(db())]);
  const isAbsent = overview.engine.state === 'ABSENT';
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      {isAbsent ? (
        <JobsAbsent />
      ) : (
        <>
          <JobEngineState rendered={overview} />
          <JobTabs here="functions" />
          <JobFunctionTable rendered={overview} />
        </>
      )}
    </div>
  );
}
