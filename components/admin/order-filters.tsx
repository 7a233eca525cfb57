import { useTranslations } from 'next-intl';
import { paths } from '@/lib/http/paths';
import { tiers } from '@/lib/identity/model';
import { orderDeliveryStates, orderFulfilmentStates, orderPaymentStates } from '@/lib/orders/model';
import { FilterChoice, FilterDays, FilterForm } from './filter-form';
import type { OrderListQuery } from './order-query';

type OrderFiltersProps = {
  query: OrderListQuery;
  /** Where all but the status is cleared; null when nothing is set. */
  resetHref: string | null;
};

export function OrderFilters({ query, resetHref }: OrderFiltersProps) {
  const t = useTranslations('admin.orders');
  return (
    <FilterForm
      folds
      action={paths.adminOrders}
      label={t('filter.label')}
      query={query}
      kept={['status']}
      resetHref={resetHref}
      search={{ label: t('filter.q'), placeholder: t('filter.qPlaceholder'), lengthMax: 100 }}
    >
      <FilterChoice name="tier" value={query.tier} label={t('filter.tier')}>
        {tiers.map((tier) => (
          <option key={tier} value={tier}>
            {t(`tier.${tier}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="paymentState" value={query.paymentState} label={t('filter.payment')}>
        {orderPaymentStates.map((state) => (
          <option key={state} value={state}>
            {t(`paymentState.${state}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="fulfilmentState" value={query.fulfilmentState} label={t('filter.fulfilment')}>
        {orderFulfilmentStates.map((state) => (
          <option key={state} value={state}>
            {t(`fulfilmentState.${state}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="deliveryState" value={query.deliveryState} label={t('filter.delivery')}>
        {orderDeliveryStates.map((state) => (
          <option key={state} value={state}>
            {t(`deliveryState.${state}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterDays from={query.from} to={query.to} />
    </FilterForm>
  );
}
