'use client';

import { useTranslations } from 'next-intl';
import { Toaster as Sonner } from 'sonner';

/** Where toasts appear. Say one with `toast` of sonner; it is announced politely and can be dismissed. */
export function Toaster() {
  const t = useTranslations('common.ui');
  return (
    <Sonner
      position="top-center"
      closeButton
      duration={5000}
      containerAriaLabel={t('notifications')}
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        closeButtonAriaLabel: t('dismiss'),
        style: {
          background: 'var(--color-raised)',
          color: 'var(--color-ink)',
          borderColor: 'var(--color-line)',
          borderRadius: 'var(--radius-md)',
          boxShadow: 'var(--shadow-float)',
          fontSize: '0.875rem',
        },
        classNames: {
          description: 'text-muted!',
          actionButton: 'bg-accent! text-on-accent!',
          closeButton: 'border-line! bg-raised! text-muted!',
        },
      }}
    />
  );
}
