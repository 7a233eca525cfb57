'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { BreakerView } from '@/lib/delivery/breaker-model';
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

/** In which lane it waits for its turn. */
export function DeliveryLane({ lane }: { lane: DeliveryView['lane'] }) {
  const t = useTranslations('admin.deliveries.lanes');
  if (lane === 'NORMAL') return <span className="text-muted">{t(lane)}</span>;
  return <Pill tone={lane === 'VIP' ? 'accent' : 'neutral'}>{t(lane)}</Pill>;
}

/** What is out of the ordinary about a delivery: it is late, of a resync, or stands for others. */
export function DeliveryMarks({ delivery }: { delivery: Pick<DeliveryView, 'isLate' | 'resyncId' | 'supersedes'> }) {
  const t = useTranslations('admin.deliveries');
  const { isLate, resyncId, supersedes } = delivery;
  return (
    <>
      {isLate && <Pill tone="warning">{t('late.mark')}</Pill>}
      {resyncId !== null && <Pill>{t('marks.resync')}</Pill>}
      {supersedes.length > 0 && <Pill>{t('marks.supersedes', { count: supersedes.length })}</Pill>}
    </>
  );
}

const breakerTones = { CLOSED: 'success', OPEN: 'danger', HALF_OPEN: 'warning' } as const satisfies Record<
  BreakerView['state'],
  Tone
>;

/** Whether an endpoint's breaker lets deliveries pass, and whether a person said so. */
export function BreakerPill({ breaker: { state, forced } }: { breaker: Pick<BreakerView, 'state' | 'forced'> }) {
  const t = useTranslations('admin.deliveries.breaker');
  return (
    <Pill tone={breakerTones[state]} dot={state === 'HALF_OPEN'}>
      {state === 'OPEN' && forced ? t('forced') : t(state)}
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

type NamedEndpoint = Pick<DeliveryView['endpoint'], 'name' | 'removed'>;

/** Where a delivery goes, and whether that was removed. */
export function DeliveryEndpointName({ endpoint }: { endpoint: NamedEndpoint }) {
  return useEndpointName()(endpoint);
}

/** An endpoint's name, and whether it was removed. */
export function useEndpointName(): (endpoint: NamedEndpoint) => string {
  const t = useTranslations('admin.deliveries.endpoints');
  return ({ name, removed }) => (removed ? t('removedName', { name }) : name);
}
