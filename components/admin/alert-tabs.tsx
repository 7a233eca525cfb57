import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type AlertSearch, alertListPath } from '@/components/queries/alert-search';
import { tabStyle } from '@/components/ui/tab-style';
import { alertStates } from '@/lib/alerts/model';

/** One tab per state, the new ones first. */
export function AlertTabs({ search: { state: here, kind } }: { search: AlertSearch }) {
  const t = useTranslations('admin.alerts.tabs');
  return (
    <nav aria-label={t('label')} className="flex gap-6 overflow-x-auto border-b [scrollbar-width:none]">
      {[...alertStates, 'all' as const].map((state) => (
        <Link
          key={state}
          href={alertListPath({ state, kind })}
          aria-current={state === here ? 'page' : undefined}
          className={tabStyle}
        >
          {t(state)}
        </Link>
      ))}
    </nav>
  );
}
