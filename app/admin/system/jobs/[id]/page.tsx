import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { JobRunDetail } from '@/components/admin/job-run-detail';
import { getRun } from '@/inngest/embedded/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';

type JobRunPageProps = { params: Promise<{ id: string }> };

const readRun = cache(async (id: string) => {
  await requireAdmin(paths.adminJobRun(id));
  const run = isId(id) ? await getRun(db(), id) : null;
  if (!run?.ok) notFound();
  return run.value;
});

export async function generateMetadata({ params }: JobRunPageProps): Promise<Metadata> {
  const [t, run] = await Promise.all([getTranslations('admin.jobs'), readRun((await params).id)]);
  return { title: `${run.functionName} · ${t('title')}` };
}

export default async function JobRunPage({ params }: JobRunPageProps) {
  return <JobRunDetail rendered={await readRun((await params).id)} />;
}
