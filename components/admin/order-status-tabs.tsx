import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import type { OpenOrders } from '@/lib/insights/queries';
import { type OrderStatus, orderStatuses } from '@/lib/orders/model';
import { type OrderListQuery, orderListPath } from './order-query';

/** One tab per status; those that wait for somebody say how many they are. */
export function OrderStatusTabs({ query, open }: { query: OrderListQuery; open: OpenOrders }) {
  const t = useTranslations('admin.orders');
  return (
    <nav aria-label={t('tabs.label')} className="relative flex gap-6 overflow-x-auto border-b [scrollbar-width:none]">
      {[undefined, ...orderStatuses].map((status) => (
        <Link
          key={status ?? 'all'}
          href={orderListPath({ ...query, status, cursor: undefined })}
          aria-current={query.status === status ? 'page' : undefined}
          className={tabStyle}
        >
          {status ? t(`status.${status}`) : t('tabs.all')}
          {status && <Count count={countOf(open, status)} />}
        </Link>
      ))}
    </nav>
  );
}

function Count({ count }: { count: number }) {
  const t = useTranslations('admin.orders.tabs');
  if (count === 0) return null;
  return (
    <span className="rounded-full bg-hover px-1.5 text-muted text-xs tabular-nums leading-5">
      <span aria-hidden>{count.toLocaleString('en-US')}</span>
      <span className="sr-only">{t('count', { count })}</span>
    </span>
  );
}

function countOf(open: OpenOrders, status: OrderStatus): number {
  return status in open ? open[status as keyof OpenOrders] : 0;
}
