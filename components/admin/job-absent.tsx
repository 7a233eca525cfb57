import { Workflow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';

/** Instead of lists that would always be empty: the jobs run elsewhere, or nowhere yet. */
export function JobsAbsent() {
  const t = useTranslations('admin.jobs.engine');
  return (
    <EmptyState
      icon={Workflow}
      title={t('absentTitle')}
      body={t('absentBody')}
      className="rounded-md border bg-surface"
    />
  );
}
