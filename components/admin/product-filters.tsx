'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { searchLengthMax, stockStatuses } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { type CategoryChoice, indented } from './category-choices';
import { isNarrowed, type ProductListQuery, productListPath } from './product-query';

type ProductFiltersProps = { query: ProductListQuery; categories: CategoryChoice[] };

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. Choices count at once. */
export function ProductFilters({ query, categories }: ProductFiltersProps) {
  const t = useTranslations('admin.products.filter');
  const tStock = useTranslations('admin.stock.status');
  const { cursor: _, ...shown } = query;
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(shown)}
      action={paths.adminProducts}
      role="search"
      aria-label={t('label')}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      className="grid grid-cols-2 items-end gap-2 md:flex md:flex-wrap"
    >
      {query.status && <input type="hidden" name="status" value={query.status} />}
      <Field label={t('q')} labelHidden className="max-md:col-span-2 md:w-72">
        <Input
          type="search"
          name="q"
          size="sm"
          defaultValue={query.q}
          placeholder={t('q')}
          maxLength={searchLengthMax}
          before={<Search aria-hidden />}
        />
      </Field>
      <Field label={t('category')} className="md:w-44">
        <Select name="category" size="sm" defaultValue={query.category ?? ''}>
          <option value="">{t('all')}</option>
          {categories.map((category) => (
            <option key={category.id} value={category.slug}>
              {indented(category)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('stock')} className="md:w-32">
        <Select name="stockStatus" size="sm" defaultValue={query.stockStatus ?? ''}>
          <option value="">{t('all')}</option>
          {stockStatuses.map((status) => (
            <option key={status} value={status}>
              {tStock(status)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex gap-2 max-md:col-span-2 max-md:[&>*]:flex-1">
        <Button type="submit" variant="secondary" size="sm">
          {t('apply')}
        </Button>
        {isNarrowed(query) && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={productListPath({ status: query.status })}>{t('reset')}</Link>
          </LinkButton>
        )}
      </div>
    </Form>
  );
}
