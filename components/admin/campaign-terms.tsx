'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useCouponText } from '@/components/shop/use-coupon-text';
import { CopyButton } from '@/components/ui/copy-button';
import { ExactTime } from '@/components/ui/exact-time';
import { Fact, Facts } from '@/components/ui/facts';
import type { AdminCampaign } from '@/lib/coupons/admin-model';
import { formatWon } from '@/lib/shared/money';

type CampaignTermsProps = {
  campaign: AdminCampaign;
  /** Of the products or categories that it is for. */
  scopeNames: string[];
};

/** What a campaign promises, to whom and for how long, in words. */
export function CampaignTerms({ campaign, scopeNames }: CampaignTermsProps) {
  const t = useTranslations('admin.coupons.terms');
  const tBuilder = useTranslations('admin.coupons.builder');
  const locale = useLocale();
  const { benefit } = useCouponText();
  const { scope, minimumWon, firstPurchaseOnly, stackable, restoreOnCancel, partialCancelPolicy, abusePolicy } =
    campaign;
  return (
    <Facts>
      <Fact name={t('benefit')}>
        <span className="font-semibold">{benefit(campaign)}</span>
      </Fact>
      <Fact name={t('scope')}>
        {tBuilder(`scopes.${scope.type}`)}
        {scopeNames.length > 0 && <span className="block text-muted">{scopeNames.join(', ')}</span>}
      </Fact>
      <Fact name={t('minimum')}>{minimumWon === 0 ? t('none') : formatWon(minimumWon, locale)}</Fact>
      <Fact name={t('audience')}>
        <Audience campaign={campaign} />
      </Fact>
      <Fact name={t('together')}>{t(stackable ? 'stackable' : 'alone')}</Fact>
      <IssueFacts campaign={campaign} />
      <Fact name={t('use')}>
        <UseWindow use={campaign.use} />
      </Fact>
      <Fact name={t('restore')}>{tBuilder(`restorePolicy.${restoreOnCancel}`)}</Fact>
      {minimumWon > 0 && <Fact name={t('partial')}>{tBuilder(`partialPolicy.${partialCancelPolicy}`)}</Fact>}
      <Fact name={t('abuse')}>{tBuilder(`abuse.${abusePolicy}`)}</Fact>
      {firstPurchaseOnly && <Fact name={t('firstPurchase')}>{t('firstPurchaseOnly')}</Fact>}
    </Facts>
  );
}

function Audience({ campaign: { tiers } }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons.terms');
  const tTier = useTranslations('admin.orders.tier');
  return tiers.length === 0 ? t('everybody') : tiers.map((tier) => tTier(tier)).join(', ');
}

function IssueFacts({ campaign: { issue } }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons');
  const { way, on, queue, code, opensAt, closesAt, quantity, perUser } = issue;
  const rich = (at: string): Record<string, () => ReactNode> => ({ time: () => <ExactTime at={at} /> });
  return (
    <>
      <Fact name={t('terms.way')}>
        {t(`way.${way}`)}
        {on && ` · ${t(`occasion.${on}`)}`}
        {queue && ` · ${t('list.queue')}`}
      </Fact>
      {code && (
        <Fact name={t('terms.code')}>
          <span className="flex flex-wrap items-center gap-x-1.5">
            <code className="whitespace-nowrap font-semibold">{code}</code>
            <CopyButton text={code} label={t('terms.copyCode')} />
          </span>
        </Fact>
      )}
      <Fact name={t('terms.window')}>
        <span className="block">{opensAt ? t.rich('terms.from', rich(opensAt)) : t('terms.fromStart')}</span>
        <span className="block">{closesAt ? t.rich('terms.to', rich(closesAt)) : t('terms.toEnd')}</span>
      </Fact>
      <Fact name={t('terms.quantity')}>
        {quantity === null ? t('terms.unlimited') : t('terms.coupons', { count: quantity })}
        {` · ${t('terms.perUser', { count: perUser })}`}
      </Fact>
    </>
  );
}

function UseWindow({ use: { until, days } }: { use: AdminCampaign['use'] }) {
  const t = useTranslations('admin.coupons.terms');
  return until ? t.rich('to', { time: () => <ExactTime at={until} /> }) : t('days', { count: days ?? 0 });
}
