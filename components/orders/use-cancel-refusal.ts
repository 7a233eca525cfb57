'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { AppError } from '@/lib/http/errors';
import { formatWon } from '@/lib/shared/money';

type Refusal = { tone: 'warning' | 'danger'; text: string };

/** What is said about a cancellation that was not done, or can't be; null when there is nothing to say. */
export function useCancelRefusal(failure: AppError | null): Refusal | null {
  const t = useTranslations('cancellation.refusal');
  const locale = useLocale();
  if (!failure) return null;
  switch (failure.code) {
    case 'order.refundChanged':
      return { tone: 'warning', text: t('refundChanged', { won: formatWon(failure.refundWon, locale) }) };
    case 'order.unitsNotLeft':
      return { tone: 'warning', text: t('unitsNotLeft') };
    case 'order.notCancellable':
      return { tone: 'danger', text: t(failure.orderStatus === 'CANCELLED' ? 'cancelled' : 'notCancellable') };
    case 'order.cancelWindowClosed':
      return { tone: 'danger', text: t('windowClosed') };
    case 'idempotency.keyReused':
      return { tone: 'warning', text: t('done') };
    case 'idempotency.inFlight':
      return { tone: 'warning', text: t('working') };
    case 'http.unauthenticated':
    case 'http.forbidden':
      return { tone: 'danger', text: t('signIn') };
    case 'http.unavailable':
      return { tone: 'danger', text: t('unavailable') };
    default:
      return { tone: 'danger', text: t('other') };
  }
}
