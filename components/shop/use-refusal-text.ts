'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { AppError } from '@/lib/http/errors';
import { formatWon } from '@/lib/shared/money';

/** What the shop says about a refusal, in a sentence that tells what to do. */
export function useRefusalText(): (failure: AppError) => string {
  const t = useTranslations('shop.refusals');
  const locale = useLocale();
  return (failure) => {
    switch (failure.code) {
      case 'cart.quantityLimit':
        return t('quantityLimit', { limit: failure.limit });
      case 'cart.lineLimit':
        return t('lineLimit', { limit: failure.limit });
      case 'cart.variantNotFound':
        return t('variantNotFound');
      case 'cart.empty':
        return t('cartEmpty');
      case 'cart.changed':
        return t('cartChanged');
      case 'order.totalLimit':
        return t('totalLimit', { won: formatWon(failure.limitWon, locale) });
      case 'order.unpaidLimit':
        return t('unpaidLimit', { limit: failure.limit });
      case 'order.notPayable':
        return t('notPayable');
      case 'order.totalChanged':
        return t('totalChanged', { won: formatWon(failure.totalWon, locale) });
      case 'inventory.shortage':
        return t('shortage');
      case 'coupon.gone':
        return t('couponGone');
      case 'wallet.insufficient':
        return t('insufficient', { won: formatWon(failure.neededWon - failure.balanceWon, locale) });
      case 'wallet.balanceLimit':
        return t('balanceLimit', { won: formatWon(failure.limitWon, locale) });
      case 'payment.pending':
        return t('paymentPending');
      case 'payment.declined':
        return t('declined');
      case 'http.unauthenticated':
        return t('signedOut');
      case 'http.unavailable':
        return t('unavailable');
      default:
        return t('other');
    }
  };
}
