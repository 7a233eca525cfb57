import { useTranslations } from 'next-intl';
import { issueWays } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import { type CampaignListQuery, campaignListPath } from './campaign-query';
import { FilterChoice, FilterForm } from './filter-form';

export function CampaignFilters({ query }: { query: CampaignListQuery }) {
  const t = useTranslations('admin.coupons');
  return (
    <FilterForm
      action={paths.adminCampaigns}
      label={t('filter.label')}
      query={query}
      kept={['state']}
      resetHref={query.q || query.way ? campaignListPath({ state: query.state }) : null}
      search={{ label: t('filter.q'), lengthMax: 100 }}
    >
      <FilterChoice
        name="way"
        value={query.way}
        label={t('filter.way')}
        all={t('filter.allWays')}
        className="max-md:col-span-2 md:w-44"
      >
        {issueWays.map((way) => (
          <option key={way} value={way}>
            {t(`way.${way}`)}
          </option>
        ))}
      </FilterChoice>
    </FilterForm>
  );
}
