'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { exactFormat } from '@/components/ui/exact-time';

/** Whether the stock beside it is told as it changes, or else when it was so. */
export function StockAge({ stock: { asOf }, isLive }: { stock: { asOf: string }; isLive: boolean }) {
  const t = useTranslations('shop.stock');
  const format = useFormatter();
  const at = new Date(asOf);
  return (
    <p className="text-faint text-xs tabular-nums">
      <time dateTime={asOf} title={format.dateTime(at, exactFormat(true))} suppressHydrationWarning>
        {isLive ? t('live') : t('asOf', { time: format.dateTime(at, timeFormat) })}
      </time>
    </p>
  );
}

const timeFormat = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
