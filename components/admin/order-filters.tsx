'use client';

import { Search, SlidersHorizontal } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { paths } from '@/lib/http/paths';
import { tiers } from '@/lib/identity/model';
import { orderDeliveryStates, orderFulfilmentStates, orderPaymentStates } from '@/lib/orders/model';
import type { OrderListQuery } from './order-query';

type OrderFiltersProps = {
  query: OrderListQuery;
  /** Where all but the status is cleared; null when nothing is set. */
  resetHref: string | null;
};

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. Choices count at once. */
export function OrderFilters({ query, resetHref }: OrderFiltersProps) {
  const t = useTranslations('admin.orders');
  const { cursor: _, ...shown } = query;
  const [open, setOpen] = useState(resetHref !== null);
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(shown)}
      action={paths.adminOrders}
      role="search"
      aria-label={t('filter.label')}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      className="grid gap-2 md:flex md:flex-wrap md:items-end"
    >
      {query.status && <input type="hidden" name="status" value={query.status} />}
      <div className="flex gap-2">
        <Field label={t('filter.q')} labelHidden className="flex-1 md:w-64">
          <Input
            type="search"
            name="q"
            size="sm"
            defaultValue={query.q}
            placeholder={t('filter.qPlaceholder')}
            maxLength={100}
            before={<Search aria-hidden />}
          />
        </Field>
        <Button
          variant="outline"
          size="icon"
          aria-expanded={open}
          aria-controls="order-filters"
          aria-label={t('filter.more')}
          onClick={() => setOpen(!open)}
          className="size-11 md:hidden"
        >
          <SlidersHorizontal aria-hidden />
        </Button>
      </div>
      {/* Phones have room for the search; the rest opens on demand. */}
      <div id="order-filters" className={cn('grid grid-cols-2 items-end gap-2 md:contents', !open && 'max-md:hidden')}>
        <Choice name="tier" value={query.tier} label={t('filter.tier')}>
          {tiers.map((tier) => (
            <option key={tier} value={tier}>
              {t(`tier.${tier}`)}
            </option>
          ))}
        </Choice>
        <Choice name="paymentState" value={query.paymentState} label={t('filter.payment')}>
          {orderPaymentStates.map((state) => (
            <option key={state} value={state}>
              {t(`paymentState.${state}`)}
            </option>
          ))}
        </Choice>
        <Choice name="fulfilmentState" value={query.fulfilmentState} label={t('filter.fulfilment')}>
          {orderFulfilmentStates.map((state) => (
            <option key={state} value={state}>
              {t(`fulfilmentState.${state}`)}
            </option>
          ))}
        </Choice>
        <Choice name="deliveryState" value={query.deliveryState} label={t('filter.delivery')}>
          {orderDeliveryStates.map((state) => (
            <option key={state} value={state}>
              {t(`deliveryState.${state}`)}
            </option>
          ))}
        </Choice>
        <Field label={t('filter.from')}>
          <Input type="date" name="from" size="sm" defaultValue={query.from} max={query.to} />
        </Field>
        <Field label={t('filter.to')}>
          <Input type="date" name="to" size="sm" defaultValue={query.to} min={query.from} />
        </Field>
        <div className="col-span-2 flex gap-2 max-md:[&>*]:flex-1">
          <Button type="submit" variant="secondary" size="sm">
            {t('filter.apply')}
          </Button>
          {resetHref && (
            <LinkButton asChild variant="ghost" size="sm">
              <Link href={resetHref}>{t('filter.reset')}</Link>
            </LinkButton>
          )}
        </div>
      </div>
    </Form>
  );
}

type ChoiceProps = { name: string; value: string | undefined; label: string; children: ReactNode };

function Choice({ name, value, label, children }: ChoiceProps) {
  const t = useTranslations('admin.orders.filter');
  return (
    <Field label={label} className="md:w-36">
      <Select name={name} size="sm" defaultValue={value ?? ''}>
        <option value="">{t('all')}</option>
        {children}
      </Select>
    </Field>
  );
}
