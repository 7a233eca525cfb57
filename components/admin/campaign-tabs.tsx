import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { pillLink } from '@/components/ui/pill-link';
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
          className={pillLink}
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
