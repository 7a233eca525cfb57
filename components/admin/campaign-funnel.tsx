'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useCampaignStats } from '@/components/queries/campaigns';
import { cn } from '@/components/ui/cn';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { Stat } from '@/components/ui/stat';
import type { AdminCampaign, CampaignStats } from '@/lib/coupons/admin-model';

/** What is out, in the order in which a coupon goes through it. */
const steps = [
  { key: 'usable', bar: 'bg-success' },
  { key: 'held', bar: 'bg-warning' },
  { key: 'used', bar: 'bg-accent' },
  { key: 'expired', bar: 'bg-edge' },
  { key: 'revoked', bar: 'bg-danger' },
] as const;

type CampaignFunnelProps = { campaign: AdminCampaign; rendered: CampaignStats };

/** Where a campaign's coupons are, and what came of those that were used. */
export function CampaignFunnel({ campaign, rendered }: CampaignFunnelProps) {
  const t = useTranslations('admin.coupons.stats');
  const format = useFormatter();
  const { data: stats, isError } = useCampaignStats(campaign.id, rendered);
  const { quantity } = campaign.issue;
  const percent = (part: number) => format.number(part, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <section aria-label={t('label')} className="grid grid-cols-1 gap-3">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          label={t('issued')}
          value={stats.issued.toLocaleString('en-US')}
          note={quantity === null ? t('unlimited') : t('ofQuantity', { quantity })}
        />
        <Stat label={t('useRate')} value={percent(stats.useRate)} note={t('usedCount', { count: stats.used })} />
        <Stat label={t('discount')} value={<Money won={stats.discountWon} />} note={t('discountNote')} />
        <Stat label={t('revenue')} value={<Money won={stats.revenueWon} />} note={t('revenueNote')} />
      </div>
      <dl className="grid grid-cols-1 gap-2.5 rounded-md border bg-surface px-4 py-4">
        {steps.map(({ key, bar }) => {
          const share = stats.issued === 0 ? 0 : stats[key] / stats.issued;
          return (
            <div key={key} className="grid grid-cols-[5.5rem_minmax(0,1fr)_auto] items-center gap-x-3 text-sm">
              <dt className="text-muted">{t(key)}</dt>
              <dd aria-hidden className="h-2 overflow-hidden rounded-full bg-hover">
                <div className={cn('h-full rounded-full', bar)} style={{ width: `${share * 100}%` }} />
              </dd>
              <dd className="min-w-20 text-right tabular-nums">
                <span className="font-semibold">{stats[key].toLocaleString('en-US')}</span>
                <span className="ml-2 inline-block w-12 text-faint text-xs">{percent(share)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
