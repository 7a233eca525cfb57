'use client';

import { useTranslations } from 'next-intl';
import type { AppError } from '@/lib/http/errors';

/** What the shop says when a restock alert is refused, in a sentence that tells what to do. */
export function useRestockRefusal(): (failure: AppError) => string {
  const t = useTranslations('restock.refusals');
  return (failure) => {
    switch (failure.code) {
      case 'restock.alreadySubscribed':
        return t('alreadySubscribed');
      case 'restock.inStock':
        return t('inStock');
      case 'restock.tooManySignUps':
        return t('tooManySignUps', { minutes: Math.ceil(failure.retryAfterSeconds / 60) });
      case 'restock.linkExpired':
        return t('linkExpired');
      case 'restock.unknownLink':
        return t('unknownLink');
      case 'restock.notFound':
        return t('notFound');
      case 'http.unavailable':
        return t('unavailable');
      default:
        return t('other');
    }
  };
}
