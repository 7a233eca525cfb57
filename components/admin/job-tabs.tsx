import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import { paths } from '@/lib/http/paths';

const tabs = [
  { key: 'runs', href: paths.adminJobs },
  { key: 'functions', href: paths.adminJobFunctions },
] as const;

/** Switches between the runs and the functions. */
export function JobTabs({ here }: { here: (typeof tabs)[number]['key'] }) {
  const t = useTranslations('admin.jobs.tabs');
  return (
    <nav aria-label={t('label')} className="flex gap-6 border-b">
      {tabs.map(({ key, href }) => (
        <Link key={key} href={href} aria-current={key === here ? 'page' : undefined} className={tabStyle}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
