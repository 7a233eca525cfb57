import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import { type CampaignState, campaignStates } from '@/lib/coupons/admin-model';
import { type CampaignListQuery, campaignListPath } from './campaign-query';

type CampaignTabsProps = { query: CampaignListQuery; counts: Record<CampaignState, number> };

/** One tab per state, with how many campaigns are in it. */
export function CampaignTabs({ query, counts }: CampaignTabsProps) {
  const t = useTranslations('admin.coupons');
  const all = campaignStates.reduce((sum, state) => sum + counts[state], 0);
  return (
    <nav aria-label={t('tabs.label')} className="flex gap-6 overflow-x-auto border-b [scrollbar-width:none]">
      {[undefined, ...campaignStates].map((state) => (
        <Link
          key={state ?? 'all'}
          href={campaignListPath({ ...query, state, cursor: undefined })}
          aria-current={query.state === state ? 'page' : undefined}
          className={tabStyle}
        >
          {state ? t(`state.${state}`) : t('tabs.all')}
          <span className="rounded-full bg-hover px-1.5 text-muted text-xs tabular-nums leading-5">
            {(state ? counts[state] : all).toLocaleString('en-US')}
          </span>
        </Link>
      ))}
    </nav>
  );
}
