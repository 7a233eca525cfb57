'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { heldBack } from './held-back';

/** How many calls a second an endpoint gets just now, of those that it may get, and until when it has asked for none. */
export function DeliveryRate({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries');
  const format = useFormatter();
  const { ratePerSecond, rateShare, throttledUntil } = endpoint;
  const held = heldBack(endpoint);
  if (held) return <span className="whitespace-nowrap text-warning">{t(`held.${held}`)}</span>;
  const share = format.number(rateShare, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <span className="inline-grid whitespace-nowrap tabular-nums">
      <span>
        {t('endpoints.rateText', { rate: Math.round(ratePerSecond * rateShare * 10) / 10 })}
        {rateShare < 1 && <span className="ml-1.5 text-warning">{share}</span>}
      </span>
      {throttledUntil && (
        <span className="text-xs">
          <ThrottledUntil at={throttledUntil} />
        </span>
      )}
    </span>
  );
}

/** Until when it has asked to be left alone. */
export function ThrottledUntil({ at }: { at: string }) {
  const t = useTranslations('admin.deliveries.overview');
  return <span className="text-warning">{t.rich('throttled', { time: () => <RelativeTime at={at} /> })}</span>;
}
