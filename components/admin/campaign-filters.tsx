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
import { issueWays } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import { type CampaignListQuery, campaignListPath } from './campaign-query';

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. Choices count at once. */
export function CampaignFilters({ query }: { query: CampaignListQuery }) {
  const t = useTranslations('admin.coupons');
  const { cursor: _, ...shown } = query;
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(shown)}
      action={paths.adminCampaigns}
      role="search"
      aria-label={t('filter.label')}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      className="grid grid-cols-2 items-end gap-2 md:flex md:flex-wrap"
    >
      {query.state && <input type="hidden" name="state" value={query.state} />}
      <Field label={t('filter.q')} labelHidden className="max-md:col-span-2 md:w-72">
        <Input
          type="search"
          name="q"
          size="sm"
          defaultValue={query.q}
          placeholder={t('filter.q')}
          maxLength={100}
          before={<Search aria-hidden />}
        />
      </Field>
      <Field label={t('filter.way')} labelHidden className="md:w-44">
        <Select name="way" size="sm" defaultValue={query.way ?? ''}>
          <option value="">{t('filter.allWays')}</option>
          {issueWays.map((way) => (
            <option key={way} value={way}>
              {t(`way.${way}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex gap-2 max-md:[&>*]:flex-1">
        <Button type="submit" variant="secondary" size="sm">
          {t('filter.apply')}
        </Button>
        {(query.q || query.way) && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={campaignListPath({ state: query.state })}>{t('filter.reset')}</Link>
          </LinkButton>
        )}
      </div>
    </Form>
  );
}
