'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { CampaignOffer, CouponView } from '@/lib/coupons/model';
import { formatWon } from '@/lib/shared/money';

export type CouponTermsShown = Pick<
  CouponView | CampaignOffer,
  'discount' | 'scope' | 'minimumWon' | 'firstPurchaseOnly' | 'stackable'
>;

/** What a coupon gives, and on which conditions, each a short phrase. */
export function useCouponText() {
  const t = useTranslations('coupons');
  const locale = useLocale();
  const won = (amount: number) => formatWon(amount, locale);
  return {
    benefit: ({ discount }: CouponTermsShown) => {
      if (discount.type === 'FIXED') return t('benefit.fixed', { won: won(discount.amountWon) });
      const { percent, capWon } = discount;
      return capWon === null
        ? t('benefit.percent', { percent })
        : t('benefit.percentCapped', { percent, won: won(capWon) });
    },
    conditions: ({ scope, minimumWon, firstPurchaseOnly, stackable }: CouponTermsShown) => [
      minimumWon > 0 ? t('terms.minimum', { won: won(minimumWon) }) : t('terms.noMinimum'),
      ...(scope.type === 'ALL' ? [] : [t(`terms.${scope.type}`)]),
      ...(firstPurchaseOnly ? [t('terms.firstPurchase')] : []),
      ...(stackable ? [t('terms.stackable')] : []),
    ],
  };
}
