import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { Tier } from '@/lib/identity/model';
import type { OrderDeliveryState, OrderFulfilmentState, OrderPaymentState, OrderStatus } from '@/lib/orders/model';

/** What is finished is quiet, so that the eye finds what is not. */
const statusTones = {
  PENDING_PAYMENT: 'warning',
  PAID: 'info',
  PREPARING: 'accent',
  SHIPPED: 'success',
  DELIVERED: 'neutral',
  EXPIRED: 'neutral',
  CANCELLED: 'danger',
} as const satisfies Record<OrderStatus, Tone>;

/** States in which the order still waits for somebody. */
const moving: readonly OrderStatus[] = ['PENDING_PAYMENT', 'PAID', 'PREPARING', 'SHIPPED'];

export function OrderStatusPill({ status, size = 'sm' }: { status: OrderStatus; size?: 'sm' | 'md' }) {
  const t = useTranslations('admin.orders.status');
  return (
    <Pill tone={statusTones[status]} size={size} dot={moving.includes(status)}>
      {t(status)}
    </Pill>
  );
}

const paymentTones = {
  AWAITING: 'warning',
  PAID: 'success',
  PARTLY_REFUNDED: 'accent',
  REFUNDED: 'neutral',
  NONE: 'neutral',
} as const satisfies Record<OrderPaymentState, Tone>;

export function OrderPaymentPill({ state }: { state: OrderPaymentState }) {
  const t = useTranslations('admin.orders.paymentState');
  return (
    <Pill tone={paymentTones[state]} dot={state === 'AWAITING'}>
      {t(state)}
    </Pill>
  );
}

const fulfilmentTones = {
  UNFULFILLED: 'info',
  PREPARING: 'accent',
  SHIPPED: 'success',
  DELIVERED: 'neutral',
  NONE: 'neutral',
} as const satisfies Record<OrderFulfilmentState, Tone>;

export function OrderFulfilmentPill({ state }: { state: OrderFulfilmentState }) {
  const t = useTranslations('admin.orders.fulfilmentState');
  if (state === 'NONE') return <span className="text-faint text-xs">{t(state)}</span>;
  return (
    <Pill tone={fulfilmentTones[state]} dot={state !== 'DELIVERED'}>
      {t(state)}
    </Pill>
  );
}

const deliveryTones = {
  NONE: 'neutral',
  PENDING: 'warning',
  DELIVERED: 'success',
  DEAD: 'danger',
} as const satisfies Record<OrderDeliveryState, Tone>;

/** How the order's deliveries to the outside stand, taken together. */
export function OrderDeliveryPill({ state }: { state: OrderDeliveryState }) {
  const t = useTranslations('admin.orders.deliveryState');
  if (state === 'NONE') return <span className="text-faint text-xs">{t(state)}</span>;
  return (
    <Pill tone={deliveryTones[state]} dot={state === 'PENDING'}>
      {t(state)}
    </Pill>
  );
}

export function TierPill({ tier }: { tier: Tier }) {
  const t = useTranslations('admin.orders.tier');
  return <Pill tone={tier === 'VIP' ? 'accent' : 'neutral'}>{t(tier)}</Pill>;
}
