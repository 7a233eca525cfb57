import { useTranslations } from 'next-intl';
import type { DeliverySearch } from '@/components/queries/delivery-search';
import { shownStates } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { EndpointChoice, ErrorClassChoice } from './delivery-choices';
import { FilterChoice, FilterDays, FilterForm } from './filter-form';

type DeliveryFilterProps = { search: DeliverySearch; endpoints: { id: string; name: string }[]; isNarrowed: boolean };

export function DeliveryFilter({ search, endpoints, isNarrowed }: DeliveryFilterProps) {
  const t = useTranslations('admin.deliveries');
  return (
    <FilterForm
      folds
      action={paths.adminDeliveryLog}
      label={t('filter.label')}
      query={search}
      kept={['orderId']}
      resetHref={isNarrowed ? paths.adminDeliveryLog : null}
      search={{ label: t('filter.q'), placeholder: t('filter.qPlaceholder'), lengthMax: 80 }}
      note={search.orderId && t('filter.orderOnly')}
    >
      <FilterChoice name="state" value={search.state} label={t('filter.state')}>
        {shownStates.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </FilterChoice>
      <ErrorClassChoice value={search.errorClass} />
      <EndpointChoice value={search.endpointId} endpoints={endpoints} className="col-span-2" />
      <FilterDays from={search.from} to={search.to} />
    </FilterForm>
  );
}
