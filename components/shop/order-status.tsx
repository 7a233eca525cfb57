import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { OrderStatus } from '@/lib/orders/model';

const tones: Record<OrderStatus, Tone> = {
  PENDING_PAYMENT: 'warning',
  PAID: 'accent',
  PREPARING: 'info',
  SHIPPED: 'info',
  DELIVERED: 'success',
  EXPIRED: 'neutral',
  CANCELLED: 'neutral',
};

const moving: OrderStatus[] = ['PENDING_PAYMENT', 'PREPARING', 'SHIPPED'];

/** An order's state, as the shopper calls it. */
export function OrderStatusPill({ status, size }: { status: OrderStatus; size?: 'sm' | 'md' }) {
  const t = useTranslations('checkout.status');
  return (
    <Pill tone={tones[status]} size={size} dot={moving.includes(status)}>
      {t(status)}
    </Pill>
  );
}
