'use client';

import { Search, Ticket } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useIssuedCoupons } from '@/components/queries/campaigns';
import type { IssuedSearch } from '@/components/queries/issued-search';
import { queryText } from '@/components/queries/query-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ExactTime } from '@/components/ui/exact-time';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { IssuedCoupon } from '@/lib/coupons/admin-model';
import { couponStates } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { CouponStatePill } from './campaign-words';
import { IssuedCouponDialog } from './issued-coupon-dialog';
import { TierPill } from './order-pills';

type IssuedCouponsProps = { campaignId: string; search: IssuedSearch; rendered: Page<IssuedCoupon> };

/** A campaign's coupons: whose each is and how it stands, with its history and a way to take it back. */
export function IssuedCoupons({ campaignId, search, rendered }: IssuedCouponsProps) {
  const t = useTranslations('admin.coupons.issued');
  const { data: page, isError } = useIssuedCoupons(campaignId, search, rendered);
  const pathOf = (next: IssuedSearch) => {
    const query = queryText(next);
    return query ? `${paths.adminCampaign(campaignId)}?${query}` : paths.adminCampaign(campaignId);
  };
  return (
    <section aria-labelledby="issued" className="grid grid-cols-1 gap-3">
      <h2 id="issued" className="font-semibold text-base">
        {t('title')}
      </h2>
      <IssuedFilter campaignId={campaignId} search={search} />
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      {page.items.length === 0 ? (
        <EmptyState
          icon={Ticket}
          title={t(search.state || search.email ? 'noneTitle' : 'emptyTitle')}
          body={t(search.state || search.email ? 'noneBody' : 'emptyBody')}
          className="rounded-md border bg-surface"
        />
      ) : (
        <Table label={t('title')}>
          <TableHead>
            <tr>
              <TableHeading>{t('owner')}</TableHeading>
              <TableHeading>{t('state')}</TableHeading>
              <TableHeading>{t('source')}</TableHeading>
              <TableHeading>{t('issuedAt')}</TableHeading>
              <TableHeading>{t('usableUntil')}</TableHeading>
              {/* Positioned, or the hidden text would widen the page from beyond the table's frame. */}
              <TableHeading className="relative">
                <span className="sr-only">{t('look')}</span>
              </TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((coupon) => (
              <CouponRow key={coupon.id} campaignId={campaignId} coupon={coupon} />
            ))}
          </TableBody>
        </Table>
      )}
      <Pagination
        link={Link}
        previousHref={search.cursor ? pathOf({ ...search, cursor: undefined }) : null}
        nextHref={page.nextCursor ? pathOf({ ...search, cursor: page.nextCursor }) : null}
      />
    </section>
  );
}

function CouponRow({ campaignId, coupon }: { campaignId: string; coupon: IssuedCoupon }) {
  const t = useTranslations('admin.coupons');
  const { owner, state, source, issuedAt, usableUntil } = coupon;
  return (
    <TableRow>
      <TableCell className="min-w-52">
        <span className="flex items-center gap-2">
          <span className="font-medium">{owner.name}</span>
          <TierPill tier={owner.tier} />
        </span>
        <span className="block text-faint text-xs">{owner.email}</span>
      </TableCell>
      <TableCell>
        <CouponStatePill state={state} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">{t(`source.${source}`)}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={issuedAt} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted tabular-nums">
        <ExactTime at={usableUntil} />
      </TableCell>
      <TableCell className="text-right">
        <IssuedCouponDialog campaignId={campaignId} coupon={coupon} />
      </TableCell>
    </TableRow>
  );
}

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. The choice counts at once. */
function IssuedFilter({ campaignId, search }: { campaignId: string; search: IssuedSearch }) {
  const t = useTranslations('admin.coupons.issued');
  const tState = useTranslations('coupons.state');
  const { cursor: _, ...shown } = search;
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(shown)}
      action={paths.adminCampaign(campaignId)}
      scroll={false}
      role="search"
      aria-label={t('filter')}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      className="grid grid-cols-2 items-end gap-2 md:flex md:flex-wrap"
    >
      <Field label={t('email')} labelHidden className="max-md:col-span-2 md:w-72">
        <Input
          type="search"
          name="email"
          size="sm"
          defaultValue={search.email}
          placeholder={t('email')}
          maxLength={254}
          before={<Search aria-hidden />}
        />
      </Field>
      <Field label={t('state')} labelHidden className="md:w-40">
        <Select name="state" size="sm" defaultValue={search.state ?? ''}>
          <option value="">{t('allStates')}</option>
          {couponStates.map((state) => (
            <option key={state} value={state}>
              {tState(state)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex gap-2 max-md:[&>*]:flex-1">
        <Button type="submit" variant="secondary" size="sm">
          {t('apply')}
        </Button>
        {(search.email || search.state) && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={paths.adminCampaign(campaignId)} scroll={false}>
              {t('reset')}
            </Link>
          </LinkButton>
        )}
      </div>
    </Form>
  );
}
