import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fact, Facts } from '@/components/ui/facts';
import { textLink } from '@/components/ui/text-link';
import type { AdminOrderView } from '@/lib/orders/model';
import { TierPill } from './order-pills';
import { orderListPath } from './order-query';

export function OrderCustomer({ customer }: { customer: AdminOrderView['customer'] }) {
  const t = useTranslations('admin.orders.detail');
  return (
    <div className="grid gap-3">
      <Facts>
        <Fact name={t('name')}>{customer.name}</Fact>
        <Fact name={t('customerTier')}>
          <TierPill tier={customer.tier} />
        </Fact>
        <Fact name={t('email')}>{customer.email}</Fact>
      </Facts>
      <Link href={orderListPath({ q: customer.email })} className={`${textLink} w-fit text-sm`}>
        {t('otherOrders')}
      </Link>
    </div>
  );
}

export function OrderShipping({ address }: { address: AdminOrderView['shippingAddress'] }) {
  const t = useTranslations('admin.orders.detail');
  return (
    <Facts>
      <Fact name={t('recipient')}>{address.recipient}</Fact>
      <Fact name={t('phone')}>
        <span className="tabular-nums">{address.phone}</span>
      </Fact>
      <Fact name={t('where')}>
        <address className="not-italic">
          <span className="text-muted tabular-nums">{address.postalCode}</span>
          <br />
          {address.line1} {address.line2}
        </address>
      </Fact>
    </Facts>
  );
}
