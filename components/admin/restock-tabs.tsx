import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type RestockSearch, restockListPath } from '@/components/queries/restock-search';
import { pillLink } from '@/components/ui/pill-link';
import { type RestockCounts, restockStates } from '@/lib/notifications/restock/model';

type RestockTabsProps = { search: RestockSearch; counts: RestockCounts };

/** One choice per state, with how many sign-ups are in it. */
export function RestockTabs({ search, counts }: RestockTabsProps) {
  const t = useTranslations('admin.restocks');
  const all = restockStates.reduce((sum, state) => sum + counts[state], 0);
  return (
    <nav aria-label={t('tabs.label')} className="flex flex-wrap gap-1.5">
      {[undefined, ...restockStates].map((state) => (
        <Link
          key={state ?? 'all'}
          href={restockListPath({ q: search.q, variantId: search.variantId, state })}
          aria-current={search.state === state ? 'page' : undefined}
          className={pillLink}
        >
          {state ? t(`states.${state}`) : t('tabs.all')}
          <span className="text-faint text-xs tabular-nums">{state ? counts[state] : all}</span>
        </Link>
      ))}
    </nav>
  );
}
