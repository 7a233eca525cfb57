'use client';

import { useTranslations } from 'next-intl';
import type { AppError } from '@/lib/http/errors';

/** Why an order was not moved, or not changed, in words for admins. */
export function useTransitionRefusal(): (error: AppError) => string {
  const t = useTranslations('admin.orders.transition');
  const tStatus = useTranslations('admin.orders.status');
  return (error) => {
    switch (error.code) {
      case 'order.transitionNotAllowed':
      case 'order.notShipped':
        return t('moved', { status: tStatus(error.orderStatus) });
      case 'http.unauthenticated':
      case 'http.forbidden':
        return t('signIn');
      default:
        return t('failed');
    }
  };
}
