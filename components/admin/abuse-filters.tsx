import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { pillLink } from '@/components/ui/pill-link';
import { abuseKinds, abuseStates } from '@/lib/coupons/abuse-model';
import { paths } from '@/lib/http/paths';
import { type AbuseListQuery, abuseListPath } from './abuse-query';
import { FilterChoice, FilterForm } from './filter-form';

/** One choice per state, and a form for what is shared. */
export function AbuseFilters({ query }: { query: AbuseListQuery }) {
  const t = useTranslations('admin.coupons.abuse');
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <nav aria-label={t('states')} className="flex flex-wrap gap-1.5">
        {abuseStates.map((state) => (
          <Link
            key={state}
            href={abuseListPath({ ...query, state, cursor: undefined })}
            aria-current={query.state === state ? 'page' : undefined}
            className={pillLink}
          >
            {t(`state.${state}`)}
          </Link>
        ))}
      </nav>
      <FilterForm
        action={paths.adminAbuse}
        label={t('filter')}
        query={query}
        kept={query.state === 'OPEN' ? ['campaignId'] : ['state', 'campaignId']}
        resetHref={query.kind || query.campaignId ? abuseListPath({ state: query.state }) : null}
      >
        <FilterChoice
          name="kind"
          value={query.kind}
          label={t('kindLabel')}
          all={t('allKinds')}
          className="max-md:col-span-2 md:w-48"
        >
          {abuseKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </FilterChoice>
      </FilterForm>
    </div>
  );
}
