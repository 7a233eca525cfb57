import { useTranslations } from 'next-intl';
import { errorClasses } from '@/lib/delivery/model';
import { FilterChoice } from './filter-form';

export function ErrorClassChoice({ value, className }: { value: string | undefined; className?: string }) {
  const t = useTranslations('admin.deliveries');
  return (
    <FilterChoice name="errorClass" value={value} label={t('filter.errorClass')} className={className}>
      {errorClasses.map((errorClass) => (
        <option key={errorClass} value={errorClass}>
          {t(`classes.${errorClass}`)}
        </option>
      ))}
    </FilterChoice>
  );
}

type EndpointChoiceProps = { value: string | undefined; endpoints: { id: string; name: string }[]; className?: string };

export function EndpointChoice({ value, endpoints, className }: EndpointChoiceProps) {
  const t = useTranslations('admin.deliveries.filter');
  return (
    <FilterChoice name="endpointId" value={value} label={t('endpoint')} className={className}>
      {endpoints.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </FilterChoice>
  );
}
