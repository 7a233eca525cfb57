'use client';

import { ShoppingBag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/http/define-action';
import type { OrderView } from '@/lib/orders/model';
import { useRefusalText } from './use-refusal-text';

/** Leads to the cart when it succeeds. */
export type OrderAgainAction = (
  previous: ActionState<{ leftOut: number }>,
  form: FormData,
) => Promise<ActionState<{ leftOut: number }>>;

/** What became of an order that ended without a sale, and the way to have it after all. */
export function OrderAgain({ order: { id, status, paidAt }, orderAgain }: OrderAgainProps) {
  const t = useTranslations('orders.again');
  const tOrder = useTranslations('checkout.order');
  const refusalText = useRefusalText();
  const [state, action] = useActionState(orderAgain, { status: 'idle' });
  const ended = paidAt ? 'cancelled' : 'cancelledUnpaid';
  return (
    <div className="grid gap-3">
      <Notice tone="info">{tOrder(status === 'EXPIRED' ? 'expired' : ended)}</Notice>
      {state.status === 'failed' && <Notice tone="danger">{refusalText(state.error)}</Notice>}
      <form action={action}>
        <input type="hidden" name="orderId" value={id} />
        <SubmitButton variant="outline" className="max-sm:w-full">
          <ShoppingBag aria-hidden />
          {t('button')}
        </SubmitButton>
      </form>
    </div>
  );
}

type OrderAgainProps = { order: OrderView; orderAgain: OrderAgainAction };
