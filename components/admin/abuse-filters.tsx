'use client';

import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { pillLink } from '@/components/ui/pill-link';
import { Select } from '@/components/ui/select';
import { abuseKinds, abuseStates } from '@/lib/coupons/abuse-model';
import { paths } from '@/lib/http/paths';
import { type AbuseListQuery, abuseListPath } from './abuse-query';

/** One choice per state, and a plain GET form for what is shared. Choices count at once. */
export function AbuseFilters({ query }: { query: AbuseListQuery }) {
  const t = useTranslations('admin.coupons.abuse');
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <nav aria-label={t('states')} className="flex flex-wrap gap-1.5">
        {abuseStates.map((state) => (
          <Link
            key={state}
            href={abuseListPath({ ...query, state, cursor: undefined })}
            aria-current={query.state === state ? 'page' : undefined}
            className={pillLink}
          >
            {t(`state.${state}`)}
          </Link>
        ))}
      </nav>
      <Form
        key={query.kind}
        action={paths.adminAbuse}
        role="search"
        aria-label={t('filter')}
        onChange={(event) => event.currentTarget.requestSubmit()}
        className="flex items-end gap-2 max-md:w-full"
      >
        {query.state !== 'OPEN' && <input type="hidden" name="state" value={query.state} />}
        {query.campaignId && <input type="hidden" name="campaignId" value={query.campaignId} />}
        <Field label={t('kindLabel')} labelHidden className="max-md:flex-1 md:w-48">
          <Select name="kind" size="sm" defaultValue={query.kind ?? ''}>
            <option value="">{t('allKinds')}</option>
            {abuseKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" variant="secondary" size="sm">
          {t('apply')}
        </Button>
        {query.campaignId && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={abuseListPath({ ...query, campaignId: undefined, cursor: undefined })}>
              {t('allCampaigns')}
            </Link>
          </LinkButton>
        )}
      </Form>
    </div>
  );
}
