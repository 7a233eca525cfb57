'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useCouponText } from '@/components/shop/use-coupon-text';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { AdminCampaign } from '@/lib/coupons/admin-model';
import { paths } from '@/lib/http/paths';
import { localize } from '@/lib/shared/locale';
import { CampaignStatePill } from './campaign-words';

/** Campaigns as rows that open by click and keyboard. */
export function CampaignTable({ campaigns }: { campaigns: AdminCampaign[] }) {
  const t = useTranslations('admin.coupons.list');
  return (
    <RowKeys>
      <Table label={t('label')}>
        <TableHead>
          <tr>
            <TableHeading>{t('name')}</TableHeading>
            <TableHeading>{t('state')}</TableHeading>
            <TableHeading>{t('way')}</TableHeading>
            <TableHeading numeric>{t('issued')}</TableHeading>
            <TableHeading numeric>{t('used')}</TableHeading>
            <TableHeading className="pl-8">{t('window')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {campaigns.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} />
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}

function CampaignRow({ campaign }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons');
  const locale = useLocale();
  const { benefit, conditions } = useCouponText();
  const { id, name, state, issue, usedCount } = campaign;
  return (
    <TableRow>
      <TableCell className="min-w-56">
        <Link href={paths.adminCampaign(id)} {...rowLink}>
          {localize(name, locale)}
        </Link>
        <span className="block text-faint text-xs">
          <span className="font-medium text-accent-ink">{benefit(campaign)}</span> · {conditions(campaign).join(' · ')}
        </span>
      </TableCell>
      <TableCell>
        <CampaignStatePill state={state} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {t(`way.${issue.way}`)}
        {issue.on && <span className="block text-faint text-xs">{t(`occasion.${issue.on}`)}</span>}
        {issue.queue && <span className="block text-faint text-xs">{t('list.queue')}</span>}
      </TableCell>
      <TableCell numeric>
        <Issued campaign={campaign} />
      </TableCell>
      <TableCell numeric className={usedCount === 0 ? 'text-faint' : undefined}>
        {usedCount.toLocaleString('en-US')}
      </TableCell>
      <TableCell className="whitespace-nowrap pl-8 text-muted">
        <Window campaign={campaign} />
      </TableCell>
    </TableRow>
  );
}

/** `37 / 100`, and how far that is. */
function Issued({ campaign: { issuedCount, issue } }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons.list');
  const { quantity } = issue;
  return (
    <>
      {issuedCount.toLocaleString('en-US')}
      {quantity !== null && (
        <>
          <span className="text-faint"> / {quantity.toLocaleString('en-US')}</span>
          <Progress label={t('issuedOf')} value={issuedCount} max={quantity} className="mt-1 ml-auto w-20" />
        </>
      )}
    </>
  );
}

/** What comes next for it: the opening, or the end. */
function Window({ campaign: { state, issue, use, createdAt } }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons.list');
  const time = (at: string) => ({ time: () => <RelativeTime at={at} /> });
  if (state === 'DRAFT') return t.rich('made', time(createdAt));
  if (state === 'SCHEDULED' && issue.opensAt) return t.rich('opens', time(issue.opensAt));
  const end = [issue.closesAt, use.until].filter((at) => at !== null).sort()[0];
  if (end) return t.rich(state === 'ENDED' ? 'closed' : 'closes', time(end));
  return state === 'ENDED' ? t('ended') : t('noEnd');
}
