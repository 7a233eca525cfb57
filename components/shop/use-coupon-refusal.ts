'use client';

import { useTranslations } from 'next-intl';
import type { AppError } from '@/lib/http/errors';

/** What the shop says when somebody gets no coupon, in a sentence that tells why. */
export function useCouponRefusal(): (failure: AppError) => string {
  const t = useTranslations('coupons.refusals');
  return (failure) => {
    switch (failure.code) {
      case 'coupon.notOpen':
        return t('notOpen');
      case 'coupon.limitReached':
        return t('limitReached');
      case 'coupon.notEligible':
        return t(
          ({ TIER: 'tier', NOT_FIRST_PURCHASE: 'firstPurchase', SEEN_BEFORE: 'seenBefore' } as const)[failure.reason],
        );
      case 'coupon.soldOut':
        return t('soldOut');
      case 'coupon.unknownCode':
      case 'http.badInput':
        return t('unknownCode');
      case 'coupon.tooManyWrongCodes':
        return t('tooManyWrongCodes', { minutes: Math.ceil(failure.retryAfterSeconds / 60) });
      case 'http.tooManyAtOnce':
        return t('tooManyAtOnce', { seconds: failure.retryAfterSeconds });
      case 'http.unauthenticated':
        return t('signedOut');
      case 'http.unavailable':
        return t('unavailable');
      default:
        return t('other');
    }
  };
}
