'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { DeliveryType, DeliveryView, ErrorClass, ShownState } from '@/lib/delivery/model';

const tones = {
  PENDING: 'info',
  BLOCKED: 'warning',
  DELIVERED: 'success',
  DEAD: 'danger',
  SUPERSEDED: 'neutral',
  SKIPPED: 'neutral',
} as const satisfies Record<ShownState, Tone>;

type DeliveryPillProps = { delivery: Pick<DeliveryView, 'state' | 'sending' | 'lastErrorClass' | 'endpoint'> };

/** How a delivery stands. A waiting one says what it waits for, if not its turn: the end of a pause, or to be tried again. */
export function DeliveryPill({ delivery }: DeliveryPillProps) {
  const t = useTranslations('admin.deliveries');
  const { state, sending, lastErrorClass, endpoint } = delivery;
  if (sending) {
    return (
      <Pill tone="accent" dot>
        {t('sending')}
      </Pill>
    );
  }
  if (state === 'PENDING' && endpoint.paused) return <Pill>{t('waitingPaused')}</Pill>;
  if (state === 'PENDING' && lastErrorClass !== null) {
    return (
      <Pill tone="warning" dot>
        {t('retrying')}
      </Pill>
    );
  }
  return (
    <Pill tone={tones[state]} dot={state === 'PENDING'}>
      {t(`states.${state}`)}
    </Pill>
  );
}

const typeKeys = {
  'order.paid': 'paid',
  'order.partially_cancelled': 'partiallyCancelled',
  'order.cancelled': 'cancelled',
  'order.status_changed': 'statusChanged',
  'order.address_changed': 'addressChanged',
  'order.tracking_changed': 'trackingChanged',
  'order.resync': 'resync',
} as const satisfies Record<DeliveryType, string>;

/** What a delivery tells about its order. */
export function DeliveryTypeName({ type }: { type: string }) {
  const t = useTranslations('admin.deliveries.types');
  return isDeliveryType(type) ? t(typeKeys[type]) : type;
}

function isDeliveryType(type: string): type is DeliveryType {
  return type in typeKeys;
}

export function ErrorClassName({ errorClass }: { errorClass: ErrorClass }) {
  const t = useTranslations('admin.deliveries.classes');
  return t(errorClass);
}
