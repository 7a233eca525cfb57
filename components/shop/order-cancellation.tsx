'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { CancelOrderDialog } from '@/components/orders/cancel-order-dialog';
import { useUnitsText } from '@/components/orders/use-units-text';
import { Button } from '@/components/ui/button';
import { CardSection } from '@/components/ui/card';
import { ExactTime } from '@/components/ui/exact-time';
import { Money } from '@/components/ui/money';
import { textLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { OrderStatus, OrderView } from '@/lib/orders/model';

/** States in which cancelling is still a question, if only to say why not. */
const askedIn: OrderStatus[] = ['PENDING_PAYMENT', 'PAID', 'PREPARING'];

type OrderCancellationProps = { order: OrderView; readAnew: () => void };

/** Until when an order can be cancelled, and what has been given back. Nothing where there is nothing to say. */
export function OrderCancellation({ order, readAnew }: OrderCancellationProps) {
  const t = useTranslations('cancellation.offer');
  const router = useRouter();
  const isAsked = askedIn.includes(order.status);
  if (!isAsked && order.refunds.length === 0) return null;
  const onChanged = () => {
    readAnew();
    // What else the page was rendered with, as the balance, and other pages that the browser keeps.
    router.refresh();
  };
  return (
    <CardSection title={t('title')}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 empty:hidden">
          {isAsked && (
            <p className="min-w-0 flex-1 basis-60 text-muted text-sm">
              <Offer order={order} />
            </p>
          )}
          <CancelOrderDialog order={order} by="CUSTOMER" onChanged={onChanged}>
            {order.allowedActions.includes('cancel') && (
              <Button variant="outline" className="max-sm:w-full">
                {t('button')}
              </Button>
            )}
          </CancelOrderDialog>
        </div>
        {order.refunds.length > 0 && <Refunds order={order} />}
      </div>
    </CardSection>
  );
}

/** Until when, or why no longer. */
function Offer({ order: { status, allowedActions, cancellableUntil } }: { order: OrderView }) {
  const t = useTranslations('cancellation.offer');
  if (status === 'PENDING_PAYMENT') return t('unpaid');
  if (cancellableUntil === null) return t('preparing');
  const until = () => <ExactTime at={cancellableUntil} className="whitespace-nowrap font-medium text-ink" />;
  return t.rich(allowedActions.includes('cancel') ? 'open' : 'closed', { until });
}

/** What was cancelled, the latest first. */
function Refunds({ order }: { order: OrderView }) {
  const t = useTranslations('cancellation');
  const unitsText = useUnitsText(order);
  return (
    <section aria-label={t('refunds.label')} className="grid gap-3">
      <ul className="divide-y rounded-md bg-sunken px-4">
        {order.refunds.toReversed().map((refund) => (
          <li key={refund.id} className="flex items-start justify-between gap-4 py-3 text-sm">
            <div className="min-w-0">
              <p className="font-medium">{unitsText(refund)}</p>
              <p className="text-muted [overflow-wrap:anywhere]">{refund.reason}</p>
              <p className="text-faint text-xs">
                {refund.by !== 'CUSTOMER' && `${t(`refunds.by.${refund.by}`)} · `}
                <ExactTime at={refund.cancelledAt} />
              </p>
            </div>
            {order.paidAt ? (
              <Money won={refund.refundWon} signed className="font-semibold text-accent-ink" />
            ) : (
              <span className="whitespace-nowrap text-muted">{t('refunds.unpaid')}</span>
            )}
          </li>
        ))}
      </ul>
      {order.totals.refundedWon > 0 && (
        <Link href={paths.wallet} className={`${textLink} w-fit text-sm`}>
          {t('offer.wallet')}
        </Link>
      )}
    </section>
  );
}
