import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobRunDetail } from '@/components/admin/job-run-detail';
import { readRun } from './run';

type JobRunPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: JobRunPageProps): Promise<Metadata> {
  const [t, run] = await Promise.all([getTranslations('admin.jobs'), readRun((await params).id)]);
  return { title: `${run.functionName} · ${t('title')}` };
}

export default async function JobRunPage({ params }: JobRunPageProps) {
  return <JobRunDetail rendered={await readRun((await params).id)} />;
}
