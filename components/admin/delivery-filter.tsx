import { Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { DeliverySearch } from '@/components/queries/delivery-search';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { errorClasses, shownStates } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';

type DeliveryFilterProps = { search: DeliverySearch; endpoints: { id: string; name: string }[]; isNarrowed: boolean };

/** A plain form whose fields are the page's address, so it works without scripts and can be bookmarked. */
export function DeliveryFilter({ search, endpoints, isNarrowed }: DeliveryFilterProps) {
  const t = useTranslations('admin.deliveries');
  return (
    <search aria-label={t('filter.label')}>
      {/* The key empties the fields when the search is cleared. */}
      <form action={paths.adminDeliveries} key={JSON.stringify(search)} className="flex flex-wrap items-end gap-2">
        {search.orderId && <input type="hidden" name="orderId" value={search.orderId} />}
        <Field label={t('filter.q')} labelHidden className="min-w-52 flex-1 sm:max-w-72">
          <Input
            name="q"
            type="search"
            size="sm"
            maxLength={40}
            before={<Search aria-hidden />}
            placeholder={t('filter.qPlaceholder')}
            defaultValue={search.q}
          />
        </Field>
        <Field label={t('filter.state')} labelHidden className="min-w-32 max-sm:flex-1">
          <Select name="state" size="sm" defaultValue={search.state ?? ''}>
            <option value="">
              {t('filter.state')}: {t('filter.all')}
            </option>
            {shownStates.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('filter.errorClass')} labelHidden className="min-w-40 max-sm:flex-1">
          <Select name="errorClass" size="sm" defaultValue={search.errorClass ?? ''}>
            <option value="">
              {t('filter.errorClass')}: {t('filter.all')}
            </option>
            {errorClasses.map((errorClass) => (
              <option key={errorClass} value={errorClass}>
                {t(`classes.${errorClass}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('filter.endpoint')} labelHidden className="min-w-40 max-sm:flex-1">
          <Select name="endpointId" size="sm" defaultValue={search.endpointId ?? ''}>
            <option value="">
              {t('filter.endpoint')}: {t('filter.all')}
            </option>
            {endpoints.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" variant="secondary" size="sm">
          {t('filter.apply')}
        </Button>
        {isNarrowed && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={paths.adminDeliveries}>{t('filter.reset')}</Link>
          </LinkButton>
        )}
      </form>
    </search>
  );
}
