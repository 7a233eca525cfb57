import { Download, ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { OrderFilters } from '@/components/admin/order-filters';
import { isFiltered, OrderListQuery, orderExportPath, orderListPath } from '@/components/admin/order-query';
import { OrderSelection } from '@/components/admin/order-selection';
import { OrderStatusTabs } from '@/components/admin/order-status-tabs';
import { PageRefresh } from '@/components/admin/page-refresh';
import { periodOf } from '@/components/queries/period';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { countOpenOrders } from '@/lib/insights/queries';
import { listAllOrders } from '@/lib/orders/admin-queries';

const pageSize = 30;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.orders');
  return { title: t('title') };
}

type OrdersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OrdersPage({ searchParams }: OrdersPageProps) {
  await requireAdmin(paths.adminOrders);
  const [locale, timeZone, t, tFilter] = await Promise.all([
    getLocale(),
    getTimeZone(),
    getTranslations('admin.orders'),
    getTranslations('admin.filter'),
  ]);
  const query = OrderListQuery.parse(await searchParams);
  const [page, open] = await Promise.all([
    listAllOrders(db(), { ...query, ...periodOf(query, timeZone), locale, limit: pageSize }),
    countOpenOrders(db()),
  ]);
  const newestHref = orderListPath({ ...query, cursor: undefined });
  if (!page.ok) redirect(newestHref);
  const { items, nextCursor } = page.value;
  const filtered = isFiltered(query);

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageRefresh />
      <PageHeading
        title={t('title')}
        description={t('lead')}
        size="sm"
        actions={
          <LinkButton asChild variant="outline" size="sm">
            <a href={orderExportPath(query, { language: locale, timeZone })} download>
              <Download aria-hidden />
              {t('list.export')}
            </a>
          </LinkButton>
        }
      />
      <OrderStatusTabs query={query} open={open} />
      <OrderFilters query={query} resetHref={filtered ? orderListPath({ status: query.status }) : null} />
      {items.length > 0 ? (
        <OrderSelection orders={items} />
      ) : (
        <EmptyState
          icon={ReceiptText}
          title={t(filtered || query.status ? 'list.noneTitle' : 'list.emptyTitle')}
          body={t(filtered || query.status ? 'list.noneBody' : 'list.emptyBody')}
          action={
            (filtered || query.status) && (
              <LinkButton asChild variant="secondary" size="sm">
                <Link href={paths.adminOrders}>{tFilter('reset')}</Link>
              </LinkButton>
            )
          }
        />
      )}
      {(query.cursor || nextCursor) && (
        <nav aria-label={t('list.label')} className="flex justify-center gap-2">
          {query.cursor && (
            <LinkButton asChild variant="outline" size="sm">
              <Link href={newestHref}>{t('list.first')}</Link>
            </LinkButton>
          )}
          {nextCursor && (
            <LinkButton asChild variant="outline" size="sm">
              <Link href={orderListPath({ ...query, cursor: nextCursor })} rel="next">
                {t('list.next')}
              </Link>
            </LinkButton>
          )}
        </nav>
      )}
    </div>
  );
}
