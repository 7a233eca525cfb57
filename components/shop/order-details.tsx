'use client';

import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useOrder } from '@/components/queries/orders';
import { ArtFrame } from '@/components/ui/art-frame';
import { Card, CardSection } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { ExactTime } from '@/components/ui/exact-time';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import { paths } from '@/lib/http/paths';
import type { OrderView } from '@/lib/orders/model';
import { optionsText } from './options-text';
import { OrderPayment, type PayOrderAction } from './order-payment';
import { OrderStatusPill } from './order-status';
import { OrderSteps } from './order-steps';
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
  balanceWon: number;
  payOrder: PayOrderAction;
  topUpOffer: TopUpOffer;
};

/** An order, as it changes. */
export function OrderDetails({ order: rendered, pictures, serverNow, fresh, ...payment }: OrderDetailsProps) {
  const t = useTranslations('checkout.order');
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
      {fresh && status === 'PAID' && <ThankYou order={order} />}
      {status === 'EXPIRED' && <Notice tone="info">{t('expired')}</Notice>}
      {unpaid && <OrderPayment order={order} serverNow={serverNow} onEnd={refetch} {...payment} />}
      <Card>
        {!unpaid && status !== 'EXPIRED' && status !== 'CANCELLED' && (
          <CardSection>
            <OrderSteps status={status} />
          </CardSection>
        )}
        <CardSection title={t('lines', { count: order.lines.length })}>
          <OrderLines order={order} pictures={pictures} />
        </CardSection>
        <CardSection title={t('amount')}>
          <QuoteRows quote={order.totals} totalLabel={t(order.totals.paidWon > 0 ? 'paid' : 'toPay')} />
        </CardSection>
      </Card>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Card>
          <CardSection title={t('address')}>
            <ShippingAddress address={order.shippingAddress} />
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
  const t = useTranslations('shop.cart');
  return (
    <ul className="-my-3.5 divide-y">
      {order.lines.map(({ id, productId, name, options, quantity, unitPriceWon }) => (
        <li key={id} className="flex items-center gap-4 py-3.5">
          <Link href={paths.product(productId)} tabIndex={-1} aria-hidden className="shrink-0">
            <ArtFrame src={thumbnailOf(pictures[productId] ?? null)} alt="" className="size-16 rounded-md" />
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
          </div>
          <Money won={unitPriceWon * quantity} className="font-semibold text-[0.9375rem]" />
        </li>
      ))}
    </ul>
  );
}

function ShippingAddress({ address }: { address: OrderView['shippingAddress'] }) {
  const { recipient, phone, postalCode, line1, line2 } = address;
  return (
    <address className="grid gap-0.5 text-[0.9375rem] not-italic">
      <span className="font-medium">{recipient}</span>
      <span className="text-muted text-sm tabular-nums">{phone}</span>
      <span className="mt-1 text-sm">
        <span className="text-faint tabular-nums">[{postalCode}]</span> {line1} {line2}
      </span>
    </address>
  );
}

/** What happened, the latest first. */
function OrderTimeline({ order }: { order: OrderView }) {
  const t = useTranslations('checkout.events');
  return (
    <Timeline>
      {order.timeline.toReversed().map(({ type, toStatus, occurredAt }, place) => (
        <TimelineItem
          key={`${type}-${toStatus}`}
          tone={place === 0 ? 'accent' : 'neutral'}
          title={t(toStatus)}
          time={<ExactTime at={occurredAt} />}
        />
      ))}
    </Timeline>
  );
}
