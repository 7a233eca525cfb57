import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { type CampaignState, campaignStates } from '@/lib/coupons/admin-model';
import { type CampaignListQuery, campaignListPath } from './campaign-query';

type CampaignTabsProps = { query: CampaignListQuery; counts: Record<CampaignState, number> };

/** One choice per state, with how many campaigns are in it. */
export function CampaignTabs({ query, counts }: CampaignTabsProps) {
  const t = useTranslations('admin.coupons');
  const all = campaignStates.reduce((sum, state) => sum + counts[state], 0);
  return (
    <nav aria-label={t('tabs.label')} className="flex flex-wrap gap-1.5">
      {[undefined, ...campaignStates].map((state) => (
        <Link
          key={state ?? 'all'}
          href={campaignListPath({ ...query, state, cursor: undefined })}
          aria-current={query.state === state ? 'page' : undefined}
          className={cn(
            'inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3 text-muted text-sm transition-colors hover:bg-hover max-md:min-h-11',
            'aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink',
          )}
        >
          {state ? t(`state.${state}`) : t('tabs.all')}
          <span className="text-faint text-xs tabular-nums">
            {(state ? counts[state] : all).toLocaleString('en-US')}
          </span>
        </Link>
      ))}
    </nav>
  );
}
