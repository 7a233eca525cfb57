'use client';

import { Timer } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { Card } from '@/components/ui/card';
import { Countdown } from '@/components/ui/countdown';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/http/define-action';
import type { OrderView } from '@/lib/orders/model';
import { formatWon } from '@/lib/shared/money';
import { OrderHoldRenewal } from './order-hold-renewal';
import { useRefusalText } from './use-refusal-text';
import type { TopUpOffer } from './use-top-up';
import { WalletPanel } from './wallet-panel';

type Paid = { orderId: string };
export type PayOrderAction = (previous: ActionState<Paid>, form: FormData) => Promise<ActionState<Paid>>;

type OrderPaymentProps = {
  order: OrderView;
  serverNow: string;
  holdMinutes: number;
  balanceWon: number;
  payOrder: PayOrderAction;
  topUpOffer: TopUpOffer;
  onEnd: () => void;
};

/** What an unpaid order needs, and until when its stock is held. */
export function OrderPayment({ order, serverNow, holdMinutes, onEnd, ...props }: OrderPaymentProps) {
  const { balanceWon, topUpOffer, payOrder } = props;
  const t = useTranslations('checkout.payment');
  const tRefusal = useTranslations('checkout.refusal');
  const locale = useLocale();
  const refusalText = useRefusalText();
  const [state, action] = useActionState(payOrder, { status: 'idle' });
  const { totalWon } = order.totals;
  // What the page said first: another total since then is told where it is agreed to.
  const [agreedWon] = useState(totalWon);
  const missingWon = totalWon - balanceWon;
  const payable = order.allowedActions.includes('pay');
  const reason = payable ? null : t('holdOver');

  return (
    <Card className="grid gap-5 border-warning/40 p-5 sm:p-6">
      <div className="flex items-center gap-3">
        <Timer aria-hidden strokeWidth={1.75} className="size-6 shrink-0 text-warning" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{t('waiting')}</h2>
          <p className="text-muted text-sm">{t('waitingBody')}</p>
        </div>
        {order.holdExpiresAt && (
          <Countdown until={order.holdExpiresAt} serverNow={serverNow} onEnd={onEnd} className="font-bold text-2xl" />
        )}
      </div>
      <OrderHoldRenewal order={order} holdMinutes={holdMinutes} />
      <WalletPanel balanceWon={balanceWon} neededWon={totalWon} offer={topUpOffer} />
      {agreedWon !== totalWon && (
        <Notice
          tone="warning"
          title={tRefusal('totalChanged', {
            before: formatWon(agreedWon, locale),
            now: formatWon(totalWon, locale),
          })}
        >
          {tRefusal('totalChangedBody')}
        </Notice>
      )}
      {state.status === 'failed' && state.error.code !== 'order.totalChanged' && (
        <Notice tone="danger">{refusalText(state.error)}</Notice>
      )}
      <form action={action}>
        <input type="hidden" name="orderId" value={order.id} />
        <input type="hidden" name="expectedTotalWon" value={totalWon} />
        <SubmitButton
          size="lg"
          wide
          disabledReason={reason ?? (missingWon > 0 ? t('topUpFirst', { won: formatWon(missingWon, locale) }) : null)}
        >
          {t('pay', { won: formatWon(totalWon, locale) })}
        </SubmitButton>
      </form>
    </Card>
  );
}
