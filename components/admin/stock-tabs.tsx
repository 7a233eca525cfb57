import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type StockSearch, stockListPath } from '@/components/queries/stock-search';
import { tabStyle } from '@/components/ui/tab-style';
import { type StockStatus, stockStatuses } from '@/lib/catalog/model';

type StockTabsProps = { search: StockSearch; counts: Record<StockStatus, number> };

/** One tab per state, with how many variants are in it. */
export function StockTabs({ search, counts }: StockTabsProps) {
  const t = useTranslations('admin.stock');
  const all = stockStatuses.reduce((sum, status) => sum + counts[status], 0);
  return (
    <nav aria-label={t('tabs.label')} className="flex gap-6 overflow-x-auto border-b [scrollbar-width:none]">
      {[undefined, ...stockStatuses].map((status) => (
        <Link
          key={status ?? 'all'}
          href={stockListPath({ q: search.q, status })}
          aria-current={search.status === status ? 'page' : undefined}
          className={tabStyle}
        >
          {status ? t(`status.${status}`) : t('tabs.all')}
          <span className="rounded-full bg-hover px-1.5 text-muted text-xs tabular-nums leading-5">
            {status ? counts[status] : all}
          </span>
        </Link>
      ))}
    </nav>
  );
}
