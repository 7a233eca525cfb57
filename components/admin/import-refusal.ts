'use client';

import { useTranslations } from 'next-intl';
import type { AppError } from '@/lib/http/errors';

/** What to tell people of a file that was not taken. */
export function useRefusalOfFile(): (error: AppError) => string {
  const t = useTranslations('admin.imports.refusal');
  return (error) => {
    switch (error.code) {
      case 'import.columns':
        return (['unknown', 'missing', 'twice'] as const)
          .filter((kind) => error[kind].length > 0)
          .map((kind) => t(kind, { names: error[kind].map((name) => name || '“”').join(', ') }))
          .join(' ');
      case 'import.workbook':
        return t('workbook');
      case 'import.notUtf8':
        return t('notUtf8');
      case 'import.unreadable':
        return t(error.reason, { line: error.line });
      case 'import.empty':
        return t('empty');
      case 'import.tooManyRows':
        return t('tooManyRows', { limit: error.limit });
      case 'http.tooLarge':
        return t('tooLarge', { limit: Math.floor(error.limitBytes / 2 ** 20) });
      case 'http.unauthenticated':
      case 'http.forbidden':
        return t('signIn');
      default:
        return t('unavailable');
    }
  };
}
