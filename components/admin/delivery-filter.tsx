import { useTranslations } from 'next-intl';
import type { DeliverySearch } from '@/components/queries/delivery-search';
import { errorClasses, shownStates } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { FilterChoice, FilterDays, FilterForm } from './filter-form';

type DeliveryFilterProps = {
  /** Dead letters are narrowed as a replay of them can be. */
  list: keyof typeof lists;
  search: DeliverySearch;
  endpoints: { id: string; name: string }[];
  isNarrowed: boolean;
};

const lists = {
  log: { path: paths.adminDeliveryLog, label: 'filter.label' },
  dead: { path: paths.adminDeadLetters, label: 'dead.find' },
} as const;

export function DeliveryFilter({ list, search, endpoints, isNarrowed }: DeliveryFilterProps) {
  const t = useTranslations('admin.deliveries');
  const { path, label } = lists[list];
  return (
    <FilterForm
      folds
      action={path}
      label={t(label)}
      query={search}
      kept={['orderId']}
      resetHref={isNarrowed ? path : null}
      search={{ label: t('filter.q'), placeholder: t('filter.qPlaceholder'), lengthMax: 80 }}
      note={search.orderId && t('filter.orderOnly')}
    >
      {list === 'log' && (
        <FilterChoice name="state" value={search.state} label={t('filter.state')}>
          {shownStates.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
        </FilterChoice>
      )}
      <FilterChoice name="errorClass" value={search.errorClass} label={t('filter.errorClass')}>
        {errorClasses.map((errorClass) => (
          <option key={errorClass} value={errorClass}>
            {t(`classes.${errorClass}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice
        name="endpointId"
        value={search.endpointId}
        label={t('filter.endpoint')}
        className={list === 'log' ? 'col-span-2' : undefined}
      >
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
