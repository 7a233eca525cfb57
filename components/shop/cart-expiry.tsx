'use client';

import { Clock } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';

/** Until when the cart is kept. */
export function CartExpiry({ expiresAt }: { expiresAt: string | null }) {
  const t = useTranslations('shop.cart');
  const format = useFormatter();
  if (expiresAt === null) return null;
  const at = new Date(expiresAt);
  const until = format.dateTime(at, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return (
    <p className="mt-4 flex items-center gap-2 text-faint text-sm">
      <Clock aria-hidden className="size-4 shrink-0" />
      {t('keptUntil', { until })}
    </p>
  );
}
