'use client';

import { Clock } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';

const day = { weekday: 'short', month: 'short', day: 'numeric' } as const;
/** By 24 hours: engines do not agree on the Korean word for the afternoon, and the server's page must be the browser's. */
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Until when the cart is kept. */
export function CartExpiry({ expiresAt }: { expiresAt: string | null }) {
  const t = useTranslations('shop.cart');
  const format = useFormatter();
  if (expiresAt === null) return null;
  const until = format.dateTime(new Date(expiresAt), { ...day, ...clock });
  return (
    <p className="mt-4 flex items-center gap-2 text-faint text-sm">
      <Clock aria-hidden className="size-4 shrink-0" />
      {t('keptUntil', { until })}
    </p>
  );
}
