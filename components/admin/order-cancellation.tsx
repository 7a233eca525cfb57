'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { CancelOrderDialog } from '@/components/orders/cancel-order-dialog';
import { Button } from '@/components/ui/button';
import type { AdminOrderView } from '@/lib/orders/model';

/** Cancels an order, or units of it, until it is shipped. */
export function OrderCancellation({ order }: { order: AdminOrderView }) {
  const t = useTranslations('admin.orders.detail');
  const router = useRouter();
  return (
    <CancelOrderDialog order={order} by="ADMIN" onChanged={() => router.refresh()}>
      {order.allowedActions.includes('cancel') && (
        <Button variant="dangerGhost" size="sm">
          {t('cancel')}
        </Button>
      )}
    </CancelOrderDialog>
  );
}
