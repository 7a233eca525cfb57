import { useTranslations } from 'next-intl';
import type { DeliverySearch } from '@/components/queries/delivery-search';
import { errorClasses, shownStates } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
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
      <FilterChoice name="errorClass" value={search.errorClass} label={t('filter.errorClass')}>
        {errorClasses.map((errorClass) => (
          <option key={errorClass} value={errorClass}>
            {t(`classes.${errorClass}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="endpointId" value={search.endpointId} label={t('filter.endpoint')} className="col-span-2">
        {endpoints.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </FilterChoice>
      <FilterDays from={search.from} to={search.to} />
    </FilterForm>
  );
}
