import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { HomeAlerts } from '@/components/admin/home-alerts';
import { changePercent, HomeTile, HomeTiles } from '@/components/admin/home-tiles';
import { orderListPath } from '@/components/admin/order-query';
import { OrderTable } from '@/components/admin/order-table';
import { PageRefresh } from '@/components/admin/page-refresh';
import { deliveryLogPath } from '@/components/queries/delivery-search';
import { EmptyState } from '@/components/ui/empty-state';
import { Money } from '@/components/ui/money';
import { PageHeading } from '@/components/ui/page-heading';
import { textLink } from '@/components/ui/text-link';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { countLowStock, countOpenOrders, readBacklogs, readSalesToday } from '@/lib/insights/queries';
import { listAllOrders } from '@/lib/orders/admin-queries';
import { now as clockNow, later } from '@/lib/shared/clock';
import { formatWon } from '@/lib/shared/money';

const recentCount = 8;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.home');
  return { title: t('title') };
}

export default async function AdminHomePage() {
  await requireAdmin(paths.admin);
  const [locale, timeZone, format, t] = await Promise.all([
    getLocale(),
    getTimeZone(),
    getFormatter(),
    getTranslations('admin.home'),
  ]);
  const now = clockNow();
  const [{ today, yesterday }, open, stock, backlogs, recent] = await Promise.all([
    readSalesToday(db(), { now, timeZone }),
    countOpenOrders(db()),
    countLowStock(db()),
    readBacklogs(db()),
    listAllOrders(db(), { locale, limit: recentCount }),
  ]);
  const orders = recent.ok ? recent.value.items : [];
  const pending = backlogs.reduce((sum, backlog) => sum + backlog.pending, 0);
  const dead = backlogs.reduce((sum, backlog) => sum + backlog.dead, 0);
  const oldestSeconds = Math.max(0, ...backlogs.map((backlog) => backlog.oldestPendingSeconds));
  const units = (count: number) => t('units', { count });

  return (
    <div className="grid grid-cols-1 gap-7">
      <PageRefresh />
      <PageHeading
        size="sm"
        title={t('title')}
        description={t('lead', { date: format.dateTime(now, { dateStyle: 'full' }) })}
      />
      <div className="grid grid-cols-1 gap-x-6 gap-y-7 lg:grid-cols-2">
        <HomeTiles title={t('numbers')}>
          <HomeTile
            href={paths.adminOrders}
            label={t('sales')}
            value={<Money won={today.salesWon} />}
            changePercent={changePercent(today.salesWon, yesterday.salesWon)}
            note={t('salesNote', { amount: formatWon(yesterday.salesWon, locale) })}
          />
          <HomeTile
            href={paths.adminOrders}
            label={t('orders')}
            value={units(today.orders)}
            changePercent={changePercent(today.orders, yesterday.orders)}
            note={t('ordersNote', { count: yesterday.orders })}
          />
        </HomeTiles>
        <HomeTiles title={t('todo')}>
          <HomeTile href={orderListPath({ status: 'PAID' })} label={t('prepare')} value={units(open.PAID)} />
          <HomeTile href={orderListPath({ status: 'PREPARING' })} label={t('ship')} value={units(open.PREPARING)} />
          <HomeTile
            href={orderListPath({ status: 'PENDING_PAYMENT' })}
            label={t('unpaid')}
            value={units(open.PENDING_PAYMENT)}
          />
        </HomeTiles>
        <HomeTiles title={t('stock')}>
          <HomeTile href={`${paths.adminStock}?status=LOW`} label={t('low')} value={units(stock.low)} />
          <HomeTile href={`${paths.adminStock}?status=SOLD_OUT`} label={t('soldOut')} value={units(stock.soldOut)} />
        </HomeTiles>
        <HomeTiles title={t('deliveries')}>
          <HomeTile
            href={deliveryLogPath({ state: 'PENDING' })}
            label={t('pending')}
            value={units(pending)}
            note={pending > 0 && t('oldest', { age: format.relativeTime(later(now, -oldestSeconds * 1000), now) })}
          />
          <HomeTile href={paths.adminDeadLetters} label={t('dead')} value={units(dead)} alarming={dead > 0} />
        </HomeTiles>
      </div>
      <HomeAlerts />
      <section className="grid grid-cols-1 gap-2.5">
        <div className="flex items-baseline justify-between gap-4">
          <h2 className="font-semibold text-sm">{t('recent')}</h2>
          <Link href={paths.adminOrders} className={`${textLink} text-sm`}>
            {t('all')}
          </Link>
        </div>
        {orders.length > 0 ? (
          <OrderTable orders={orders} />
        ) : (
          <EmptyState
            icon={ReceiptText}
            title={t('emptyTitle')}
            body={t('emptyBody')}
            className="rounded-md border bg-surface"
          />
        )}
      </section>
    </div>
  );
}
