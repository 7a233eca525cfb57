import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { OrderCancellation } from '@/components/admin/order-cancellation';
import { OrderCustomer, OrderShipping } from '@/components/admin/order-customer';
import { OrderDeliveries } from '@/components/admin/order-deliveries';
import { OrderLines } from '@/components/admin/order-lines';
import { OrderLedger, OrderTotals } from '@/components/admin/order-money';
import { OrderStatusPill } from '@/components/admin/order-pills';
import { OrderRefunds } from '@/components/admin/order-refunds';
import { OrderTimeline } from '@/components/admin/order-timeline';
import { OrderTracking } from '@/components/admin/order-tracking';
import { OrderTransitions } from '@/components/admin/order-transitions';
import { PageRefresh } from '@/components/admin/page-refresh';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Card, CardSection } from '@/components/ui/card';
import { ExactTime } from '@/components/ui/exact-time';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { listDeliveries } from '@/lib/delivery/delivery-queries';
import { paths } from '@/lib/http/paths';
import type { OrderStatus } from '@/lib/orders/model';
import { changeTrackingByForm, moveOrder } from '../actions';
import { findOrder } from './order';

/** Most deliveries shown beside an order; the rest is behind the link to all. */
const deliveriesShownMax = 20;

type OrderPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  const order = await findOrder((await params).id);
  const t = await getTranslations('admin.orders.detail');
  return { title: t('title', { number: order.number }) };
}

export default async function OrderPage({ params }: OrderPageProps) {
  const order = await findOrder((await params).id);
  const [t, deliveries] = await Promise.all([
    getTranslations('admin.orders'),
    listDeliveries(db(), { orderId: order.id, limit: deliveriesShownMax }),
  ]);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageRefresh />
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminOrders}>{t('title')}</Link>
            <span aria-current="page" className="tabular-nums">
              {order.number}
            </span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
            {order.number} <OrderStatusPill status={order.status} size="md" />
          </span>
        }
        description={t.rich('detail.placed', { time: () => <ExactTime at={order.placedAt} /> })}
        actions={
          <>
            <OrderTransitions order={order} moveOrder={moveOrder} />
            <OrderCancellation order={order} />
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <Card>
            <CardSection title={t('detail.lines')}>
              <OrderLines lines={order.lines} />
            </CardSection>
            {order.refunds.length > 0 && (
              <CardSection title={t('detail.refunds')}>
                <OrderRefunds order={order} />
              </CardSection>
            )}
            <CardSection title={t('detail.ledger')} description={t('detail.ledgerNote')}>
              <OrderLedger entries={order.ledger} />
            </CardSection>
            <CardSection title={t('detail.deliveries')}>
              <OrderDeliveries deliveries={deliveries.ok ? deliveries.value.items : []} paid={order.paidAt !== null} />
            </CardSection>
          </Card>
        </div>
        <Card>
          <CardSection title={t('detail.money')}>
            <OrderTotals totals={order.totals} coupons={order.coupons} />
          </CardSection>
          <CardSection title={t('detail.timeline')}>
            <OrderTimeline entries={order.timeline} />
          </CardSection>
          <CardSection title={t('detail.customer')}>
            <OrderCustomer customer={order.customer} />
          </CardSection>
          <CardSection title={t('detail.address')}>
            <OrderShipping address={order.shippingAddress} />
          </CardSection>
          {isOnItsWay(order.status) && (
            <CardSection title={t('tracking.title')}>
              <OrderTracking order={order} changeTracking={changeTrackingByForm} />
            </CardSection>
          )}
        </Card>
      </div>
    </div>
  );
}

function isOnItsWay(status: OrderStatus): boolean {
  return status === 'SHIPPED' || status === 'DELIVERED';
}
