'use client';

import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { unitsLeft } from '@/components/orders/units-left';
import { useOrder } from '@/components/queries/orders';
import { ArtFrame } from '@/components/ui/art-frame';
import { Card, CardSection } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { CopyButton } from '@/components/ui/copy-button';
import { ExactTime } from '@/components/ui/exact-time';
import { Money } from '@/components/ui/money';
import { PageHeading } from '@/components/ui/page-heading';
import { quietLink } from '@/components/ui/text-link';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import { paths } from '@/lib/http/paths';
import type { OrderEventType, OrderView } from '@/lib/orders/model';
import { optionsText } from './options-text';
import { OrderAddress, type OrderAddressProps } from './order-address';
import { OrderAgain, type OrderAgainAction } from './order-again';
import { OrderCancellation } from './order-cancellation';
import { OrderPayment, type PayOrderAction } from './order-payment';
import { OrderStatusPill } from './order-status';
import { OrderSteps } from './order-steps';
import { OrderTracking } from './order-tracking';
import { thumbnailOf } from './picture';
import { QuoteRows } from './quote-rows';
import type { TopUpOffer } from './use-top-up';

type OrderDetailsProps = {
  order: OrderView;
  /** A picture per product. */
  pictures: Record<string, string>;
  /** The server's clock when the page was made. */
  serverNow: string;
  /** Paid a moment ago: the page says thank you. */
  fresh: boolean;
  holdMinutes: number;
  balanceWon: number;
  payOrder: PayOrderAction;
  topUpOffer: TopUpOffer;
  addressOffer: OrderAddressProps['offer'];
  orderAgain: OrderAgainAction;
};

/** An order, as it changes. */
export function OrderDetails({ order: rendered, pictures, serverNow, fresh, ...props }: OrderDetailsProps) {
  const { addressOffer, orderAgain, ...payment } = props;
  const t = useTranslations('checkout.order');
  const tInvoice = useTranslations('orders.invoice');
  const { order, refetch } = useOrder(rendered);
  const { status, number, placedAt } = order;
  const unpaid = status === 'PENDING_PAYMENT';
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading
        title={t('title')}
        description={
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium text-ink tabular-nums">{number}</span>
            <CopyButton text={number} className="-mx-1" />
            <ExactTime at={placedAt} />
          </span>
        }
        actions={
          <span role="status">
            <OrderStatusPill status={status} size="md" />
          </span>
        }
      />
      {fresh && status === 'PAID' && order.refunds.length === 0 && <ThankYou order={order} />}
      {(status === 'EXPIRED' || status === 'CANCELLED') && <OrderAgain order={order} orderAgain={orderAgain} />}
      {unpaid && <OrderPayment order={order} serverNow={serverNow} onEnd={refetch} {...payment} />}
      <Card>
        {!unpaid && status !== 'EXPIRED' && status !== 'CANCELLED' && (
          <CardSection>
            <OrderSteps status={status} />
            {order.tracking && <OrderTracking tracking={order.tracking} />}
          </CardSection>
        )}
        <CardSection title={t('lines', { count: order.lines.length })}>
          <OrderLines order={order} pictures={pictures} />
        </CardSection>
        <CardSection
          title={t('amount')}
          aside={
            order.paidAt && (
              <Link href={paths.invoice(order.id)} className={`${quietLink} text-sm`}>
                {tInvoice('title')}
              </Link>
            )
          }
        >
          <QuoteRows
            quote={order.totals}
            coupons={order.coupons}
            totalLabel={t(order.totals.paidWon > 0 ? 'paid' : 'toPay')}
          />
          {order.totals.refundedWon > 0 && <RefundedRows totals={order.totals} />}
        </CardSection>
        <OrderCancellation order={order} readAnew={refetch} />
      </Card>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Card>
          <CardSection title={t('address')}>
            <OrderAddress order={order} offer={addressOffer} onRefused={refetch} />
          </CardSection>
        </Card>
        <Card>
          <CardSection title={t('timeline')}>
            <OrderTimeline order={order} />
          </CardSection>
        </Card>
      </div>
    </div>
  );
}

function ThankYou({ order }: { order: OrderView }) {
  const t = useTranslations('checkout.order');
  return (
    <div className="flex items-start gap-4 rounded-lg bg-accent-soft p-5 sm:p-6">
      <CircleCheck aria-hidden strokeWidth={1.75} className="size-7 shrink-0 text-accent" />
      <div>
        <p className="font-bold text-lg">{t('thanks')}</p>
        <p className="mt-0.5 text-muted text-sm">{t('thanksBody', { recipient: order.shippingAddress.recipient })}</p>
      </div>
    </div>
  );
}

function OrderLines({ order, pictures }: Pick<OrderDetailsProps, 'order' | 'pictures'>) {
  return (
    <ul className="-my-3.5 divide-y">
      {order.lines.map((line) => (
        <OrderLine key={line.id} line={line} picture={pictures[line.productId] ?? null} />
      ))}
    </ul>
  );
}

type OrderLineProps = { line: OrderView['lines'][number]; picture: string | null };

function OrderLine({ line, picture }: OrderLineProps) {
  const t = useTranslations('shop.cart');
  const tLine = useTranslations('cancellation.line');
  const { productId, name, options, quantity, cancelledQuantity, unitPriceWon } = line;
  const isGone = unitsLeft(line) === 0;
  return (
    <li className="flex items-center gap-4 py-3.5">
      <Link href={paths.product(productId)} tabIndex={-1} aria-hidden className="shrink-0">
        <ArtFrame src={thumbnailOf(picture)} alt="" className={cn('size-16 rounded-md', isGone && 'opacity-50')} />
      </Link>
      <div className="min-w-0 flex-1">
        <p className="font-medium text-[0.9375rem] leading-snug">
          <Link href={paths.product(productId)} className="rounded-xs hover:underline hover:underline-offset-4">
            {name}
          </Link>
        </p>
        <p className="mt-0.5 text-[0.8125rem] text-muted">
          {[optionsText(options), t('quantityOnly', { quantity })].filter(Boolean).join(' · ')}
        </p>
        {cancelledQuantity > 0 && (
          <p className="mt-0.5 font-medium text-[0.8125rem] text-danger">
            {isGone ? tLine('all') : tLine('some', { quantity, count: cancelledQuantity })}
          </p>
        )}
      </div>
      <Money
        won={unitPriceWon * quantity}
        className={cn('font-semibold text-[0.9375rem]', isGone && 'text-faint line-through')}
      />
    </li>
  );
}

/** What was given back of what was paid. */
function RefundedRows({ totals: { paidWon, refundedWon } }: { totals: OrderView['totals'] }) {
  const t = useTranslations('cancellation.totals');
  return (
    <dl className="mt-3 grid gap-2.5 border-t pt-4 text-[0.9375rem]">
      <div className="flex justify-between gap-4">
        <dt className="text-muted">{t('refunded')}</dt>
        <dd>
          <Money won={-refundedWon} />
        </dd>
      </div>
      <div className="flex items-baseline justify-between gap-4">
        <dt className="font-semibold">{t('remaining')}</dt>
        <dd aria-live="polite">
          <Money won={paidWon - refundedWon} className="font-bold text-xl" />
        </dd>
      </div>
    </dl>
  );
}

/** Events that leave the order in its state are called by what happened instead. */
const stayingTitles: Partial<
  Record<OrderEventType, 'holdRenewed' | 'requoted' | 'partiallyCancelled' | 'addressChanged' | 'trackingChanged'>
> = {
  'order.hold_renewed': 'holdRenewed',
  'order.requoted': 'requoted',
  'order.partially_cancelled': 'partiallyCancelled',
  'order.address_changed': 'addressChanged',
  'order.tracking_changed': 'trackingChanged',
};

/** What happened, the latest first: when, who did it, and why. */
function OrderTimeline({ order }: { order: OrderView }) {
  const t = useTranslations('checkout.events');
  const tBy = useTranslations('orders.by');
  return (
    <Timeline>
      {order.timeline.toReversed().map(({ type, toStatus, by, reason, occurredAt }, place) => (
        <TimelineItem
          key={`${occurredAt} ${type} ${toStatus}`}
          tone={place === 0 ? 'accent' : 'neutral'}
          title={t(stayingTitles[type] ?? toStatus)}
          time={<ExactTime at={occurredAt} />}
        >
          {tBy(by)}
          {reason && <span className="[overflow-wrap:anywhere]"> · {reason}</span>}
        </TimelineItem>
      ))}
    </Timeline>
  );
}
