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
import { paths } from '@/lib/http/paths';
import { tiers } from '@/lib/identity/model';
import type { UserListQuery } from './user-query';

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. Choices count at once. */
export function UserFilters({ query }: { query: UserListQuery }) {
  const t = useTranslations('admin.users.filter');
  const tTier = useTranslations('admin.orders.tier');
  const { cursor: _, ...shown } = query;
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(shown)}
      action={paths.adminUsers}
      role="search"
      aria-label={t('label')}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      className="grid grid-cols-2 items-end gap-2 md:flex md:flex-wrap"
    >
      <Field label={t('q')} labelHidden className="max-md:col-span-2 md:w-72">
        <Input
          type="search"
          name="q"
          size="sm"
          defaultValue={query.q}
          placeholder={t('q')}
          maxLength={100}
          before={<Search aria-hidden />}
        />
      </Field>
      <Field label={t('tier')} labelHidden className="md:w-36">
        <Select name="tier" size="sm" defaultValue={query.tier ?? ''}>
          <option value="">{t('allTiers')}</option>
          {tiers.map((tier) => (
            <option key={tier} value={tier}>
              {tTier(tier)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('blocked')} labelHidden className="md:w-36">
        <Select name="blocked" size="sm" defaultValue={query.blocked ?? ''}>
          <option value="">{t('all')}</option>
          <option value="false">{t('active')}</option>
          <option value="true">{t('blockedOnly')}</option>
        </Select>
      </Field>
      <div className="flex gap-2 max-md:col-span-2 max-md:[&>*]:flex-1">
        <Button type="submit" variant="secondary" size="sm">
          {t('apply')}
        </Button>
        {(query.q || query.tier || query.blocked) && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={paths.adminUsers}>{t('reset')}</Link>
          </LinkButton>
        )}
      </div>
    </Form>
  );
}
