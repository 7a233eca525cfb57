import { useTranslations } from 'next-intl';
import { type AlertSearch, alertListPath } from '@/components/queries/alert-search';
import { deliveryAlertKinds, stockAlertKinds } from '@/lib/alerts/model';
import { paths } from '@/lib/http/paths';
import { FilterChoice, FilterForm } from './filter-form';

export function AlertFilter({ search }: { search: AlertSearch }) {
  const t = useTranslations('admin.alerts');
  return (
    <FilterForm
      action={paths.adminAlerts}
      label={t('filter.label')}
      query={search}
      kept={['state']}
      resetHref={search.kind ? alertListPath({ state: search.state }) : null}
    >
      <FilterChoice name="kind" value={search.kind} label={t('filter.kind')} className="max-md:col-span-2 md:w-48">
        {[...stockAlertKinds, ...deliveryAlertKinds].map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </FilterChoice>
    </FilterForm>
  );
}
