'use client';

import { Search, SlidersHorizontal } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { DeliverySearch } from '@/components/queries/delivery-search';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { errorClasses, shownStates } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';

type DeliveryFilterProps = { search: DeliverySearch; endpoints: { id: string; name: string }[]; isNarrowed: boolean };

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. Choices count at once. */
export function DeliveryFilter({ search, endpoints, isNarrowed }: DeliveryFilterProps) {
  const t = useTranslations('admin.deliveries');
  const { cursor: _, ...shown } = search;
  const [open, setOpen] = useState(isNarrowed);
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(shown)}
      action={paths.adminDeliveryLog}
      role="search"
      aria-label={t('filter.label')}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      className="grid gap-2 md:flex md:flex-wrap md:items-end"
    >
      {search.orderId && <input type="hidden" name="orderId" value={search.orderId} />}
      <div className="flex gap-2">
        <Field label={t('filter.q')} labelHidden className="flex-1 md:w-72">
          <Input
            type="search"
            name="q"
            size="sm"
            defaultValue={search.q}
            placeholder={t('filter.qPlaceholder')}
            maxLength={80}
            before={<Search aria-hidden />}
          />
        </Field>
        <Button
          variant="outline"
          size="icon"
          aria-expanded={open}
          aria-controls="delivery-filters"
          aria-label={t('filter.more')}
          onClick={() => setOpen(!open)}
          className="size-11 md:hidden"
        >
          <SlidersHorizontal aria-hidden />
        </Button>
      </div>
      {/* Phones have room for the search; the rest opens on demand. */}
      <div
        id="delivery-filters"
        className={cn('grid grid-cols-2 items-end gap-2 md:contents', !open && 'max-md:hidden')}
      >
        <Choice name="state" value={search.state} label={t('filter.state')}>
          {shownStates.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
        </Choice>
        <Choice name="errorClass" value={search.errorClass} label={t('filter.errorClass')}>
          {errorClasses.map((errorClass) => (
            <option key={errorClass} value={errorClass}>
              {t(`classes.${errorClass}`)}
            </option>
          ))}
        </Choice>
        <Choice name="endpointId" value={search.endpointId} label={t('filter.endpoint')} className="col-span-2">
          {endpoints.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Field label={t('filter.from')}>
          <Input type="date" name="from" size="sm" defaultValue={search.from} max={search.to} />
        </Field>
        <Field label={t('filter.to')}>
          <Input type="date" name="to" size="sm" defaultValue={search.to} min={search.from} />
        </Field>
        <div className="col-span-2 flex gap-2 max-md:[&>*]:flex-1">
          <Button type="submit" variant="secondary" size="sm">
            {t('filter.apply')}
          </Button>
          {isNarrowed && (
            <LinkButton asChild variant="ghost" size="sm">
              <Link href={paths.adminDeliveryLog}>{t('filter.reset')}</Link>
            </LinkButton>
          )}
        </div>
      </div>
      {search.orderId && <p className="text-muted text-sm md:w-full">{t('filter.orderOnly')}</p>}
    </Form>
  );
}

type ChoiceProps = { name: string; value: string | undefined; label: string; className?: string; children: ReactNode };

function Choice({ name, value, label, className, children }: ChoiceProps) {
  const t = useTranslations('admin.deliveries.filter');
  return (
    <Field label={label} className={cn('md:w-36', className)}>
      <Select name={name} size="sm" defaultValue={value ?? ''}>
        <option value="">{t('all')}</option>
        {children}
      </Select>
    </Field>
  );
}
