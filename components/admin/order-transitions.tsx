'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { AdminOrderView, OrderStatus, TransitionTarget } from '@/lib/orders/model';
import { type OrderAction, OrderTrackingDialog } from './order-tracking-dialog';
import { useTransitionRefusal } from './use-transition-refusal';

/** The way of a paid order, in its order. */
const steps = ['PREPARING', 'SHIPPED', 'DELIVERED'] as const satisfies readonly TransitionTarget[];

type OrderTransitionsProps = { order: AdminOrderView; moveOrder: OrderAction };

/** The steps that are still to come: the next one asks once and moves the order, those behind it say what comes first. */
export function OrderTransitions({ order, moveOrder }: OrderTransitionsProps) {
  const { status, allowedActions } = order;
  const t = useTranslations('admin.orders.transition');
  const tStatus = useTranslations('admin.orders.status');
  const router = useRouter();
  const reasonOf = useTransitionRefusal();

  const move = async (to: TransitionTarget) => {
    const form = new FormData();
    form.set('orderId', order.id);
    form.set('to', to);
    try {
      const result = await moveOrder({ status: 'idle' }, form);
      if (result.status === 'done') toast.success(t('done', { status: tStatus(result.value) }));
      if (result.status === 'failed') toast.error(reasonOf(result.error));
    } catch {
      toast.error(t('failed'));
    }
    router.refresh();
  };

  const upcoming = steps.slice(firstStepAfter(status));
  if (upcoming.length === 0) return null;
  return (
    <fieldset aria-label={t('label')} className="flex min-w-0 flex-wrap gap-2">
      {upcoming.map((to) => {
        if (!allowedActions.includes(to)) {
          return (
            <Button key={to} variant="outline" size="sm" disabledReason={t(`notYet.${stateBefore(to)}`)}>
              {t(to)}
            </Button>
          );
        }
        return to === 'SHIPPED' ? (
          <OrderTrackingDialog key={to} order={order} purpose="ship" save={moveOrder}>
            <Button size="sm">{t(to)}</Button>
          </OrderTrackingDialog>
        ) : (
          <ConfirmDialog
            key={to}
            trigger={<Button size="sm">{t(to)}</Button>}
            title={t(`title.${to}`)}
            description={t(`body.${to}`)}
            confirmLabel={t(to)}
            tone="primary"
            onConfirm={() => move(to)}
          />
        );
      })}
    </fieldset>
  );

  /** What a later step waits for: the payment, or the step right before it. */
  function stateBefore(to: TransitionTarget) {
    if (status === 'PENDING_PAYMENT') return 'PENDING_PAYMENT';
    return to === 'DELIVERED' ? 'PREPARING' : 'PAID';
  }
}

/** Index of the first step that an order in this state has not taken; past the end when there is none to take. */
function firstStepAfter(status: OrderStatus): number {
  if (status === 'EXPIRED' || status === 'CANCELLED') return steps.length;
  return (steps as readonly string[]).indexOf(status) + 1;
}
