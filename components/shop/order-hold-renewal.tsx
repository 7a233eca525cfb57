'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { failureOf } from '@/components/queries/api-client';
import { useRenewHold } from '@/components/queries/orders';
import { Button } from '@/components/ui/button';
import type { OrderView } from '@/lib/orders/model';
import { useRefusalText } from './use-refusal-text';

type OrderHoldRenewalProps = { order: OrderView; holdMinutes: number };

/** More time to pay, at one press, once; then a word about why there is no second time. */
export function OrderHoldRenewal({ order, holdMinutes }: OrderHoldRenewalProps) {
  const t = useTranslations('orders.hold');
  const refusalText = useRefusalText();
  const renewal = useRenewHold(order.id);
  const word = useRef<HTMLParagraphElement>(null);
  const isRenewed = order.timeline.some(({ type }) => type === 'order.hold_renewed');
  // The button goes once it is used, and the focus would go with it.
  const renew = () => renewal.mutate(undefined, { onSuccess: () => word.current?.focus({ preventScroll: true }) });
  const text = () => {
    if (isRenewed) return t('renewed', { minutes: holdMinutes });
    return renewal.error ? refusalText(failureOf(renewal.error)) : t('offer', { minutes: holdMinutes });
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md bg-sunken px-4 py-3 text-sm">
      <p ref={word} tabIndex={-1} aria-live="polite" className="min-w-0 flex-1 basis-56 text-muted">
        {text()}
      </p>
      {order.allowedActions.includes('renewHold') && (
        <Button variant="outline" size="sm" loading={renewal.isPending} onClick={renew} className="max-sm:w-full">
          {t('renew', { minutes: holdMinutes })}
        </Button>
      )}
    </div>
  );
}
