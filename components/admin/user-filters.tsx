import { useTranslations } from 'next-intl';
import { paths } from '@/lib/http/paths';
import { tiers } from '@/lib/identity/model';
import { FilterChoice, FilterForm } from './filter-form';
import type { UserListQuery } from './user-query';

export function UserFilters({ query }: { query: UserListQuery }) {
  const t = useTranslations('admin.users.filter');
  const tTier = useTranslations('admin.orders.tier');
  return (
    <FilterForm
      action={paths.adminUsers}
      label={t('label')}
      query={query}
      resetHref={query.q || query.tier || query.blocked ? paths.adminUsers : null}
      search={{ label: t('q'), lengthMax: 100 }}
    >
      <FilterChoice name="tier" value={query.tier} label={t('tier')} all={t('allTiers')}>
        {tiers.map((tier) => (
          <option key={tier} value={tier}>
            {tTier(tier)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="blocked" value={query.blocked} label={t('blocked')} all={t('all')}>
        <option value="false">{t('active')}</option>
        <option value="true">{t('blockedOnly')}</option>
      </FilterChoice>
    </FilterForm>
  );
}
