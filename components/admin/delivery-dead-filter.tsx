import { useTranslations } from 'next-intl';
import type { DeadSearch } from '@/components/queries/delivery-search';
import { paths } from '@/lib/http/paths';
import { EndpointChoice, ErrorClassChoice } from './delivery-choices';
import { FilterDays, FilterForm } from './filter-form';

type DeadFilterProps = { search: DeadSearch; endpoints: { id: string; name: string }[]; isNarrowed: boolean };

/** Narrows the dead letters as a replay of them can be. */
export function DeadFilter({ search, endpoints, isNarrowed }: DeadFilterProps) {
  const t = useTranslations('admin.deliveries');
  return (
    <FilterForm
      folds
      action={paths.adminDeadLetters}
      label={t('dead.find')}
      query={search}
      kept={['orderId']}
      resetHref={isNarrowed ? paths.adminDeadLetters : null}
      search={{ label: t('filter.q'), placeholder: t('filter.qPlaceholder'), lengthMax: 80 }}
      note={search.orderId && t('filter.orderOnly')}
    >
      <ErrorClassChoice value={search.errorClass} />
      <EndpointChoice value={search.endpointId} endpoints={endpoints} />
      <FilterDays from={search.from} to={search.to} />
    </FilterForm>
  );
}
