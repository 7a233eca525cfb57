'use client';

import { useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect } from 'react';
import { toast } from 'sonner';
import type { ButtonProps } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import type { DeliveryDetail, DeliveryView } from '@/lib/delivery/model';
import { retryDeliveryNow } from './delivery-actions';

/** Sends a dead or waiting delivery again; where it can't be, the button says why. */
export function RetryDelivery({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations('admin.deliveries.detail');
  const refusal = () => {
    if (delivery.allowedActions.includes('retry')) return null;
    if (delivery.sending) return t('retrySending');
    return delivery.state === 'BLOCKED' ? t('retryBlocked') : t('retrySettled');
  };
  return (
    <RetryForm deliveryId={delivery.id} size="sm" disabledReason={refusal()}>
      <RotateCw aria-hidden />
      {t('retry')}
    </RetryForm>
  );
}

/** The same for a row of dead ones. */
export function RetryRow({ delivery: { id, orderNumber } }: { delivery: DeliveryView }) {
  const t = useTranslations('admin.deliveries.dead');
  return (
    <RetryForm deliveryId={id} variant="ghost" size="xs">
      {t('retry')}
      <span className="sr-only">: {orderNumber}</span>
    </RetryForm>
  );
}

function RetryForm({ deliveryId, ...button }: { deliveryId: string } & Omit<ButtonProps, 'type'>) {
  const t = useTranslations('admin.deliveries.detail');
  const [state, action] = useActionState(retryDeliveryNow, { status: 'idle' });
  const queries = useQueryClient();
  useEffect(() => {
    if (state.status === 'idle') return;
    if (state.status === 'done') toast.success(t(isHeldBack(state.value.endpoint) ? 'retriedHeld' : 'retried'));
    else toast.error(t('retryFailed'));
    queries.invalidateQueries({ queryKey: ['deliveries'] });
  }, [state, t, queries]);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={deliveryId} />
      <SubmitButton {...button} />
    </form>
  );
}

function isHeldBack({ paused, breaker, throttledUntil }: DeliveryView['endpoint']): boolean {
  return paused || breaker !== 'CLOSED' || throttledUntil !== null;
}
