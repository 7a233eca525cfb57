import { Package } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { OrderFilterLinks, ordersHref } from '@/components/shop/order-filter-links';
import { OrderList } from '@/components/shop/order-list';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';
import { type OrderStatus, type OrderSummary, orderStatuses } from '@/lib/orders/model';
import { listOrders } from '@/lib/orders/queries';
import type { Page } from '@/lib/shared/pagination';

type OrdersPageProps = { searchParams: Promise<{ status?: string | string[]; cursor?: string | string[] }> };

const pageSize = 10;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout.orders');
  return { title: t('title') };
}

export default async function OrdersPage({ searchParams }: OrdersPageProps) {
  const asked = await searchParams;
  const status = orderStatuses.find((one) => one === asked.status);
  const cursor = typeof asked.cursor === 'string' ? asked.cursor : undefined;
  const user = await requireUser(ordersHref({ status }));
  const [page, t] = await Promise.all([
    readPage({ userId: user.id, status, cursor }),
    getTranslations('checkout.orders'),
  ]);
  const { items, nextCursor } = page;
  const search = new URLSearchParams({
    ...{ limit: String(pageSize) },
    ...(status && { status }),
    ...(cursor && { cursor }),
  });
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading title={t('title')} />
      <OrderFilterLinks status={status} />
      {items.length === 0 ? (
        <NoOrders filtered={status !== undefined} />
      ) : (
        <OrderList search={String(search)} page={page} />
      )}
      <div className="flex justify-center gap-2 empty:hidden">
        {cursor && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={ordersHref({ status })}>{t('newest')}</Link>
          </LinkButton>
        )}
        {nextCursor && (
          <LinkButton asChild variant="outline" size="sm">
            <Link href={ordersHref({ status, cursor: nextCursor })} rel="next">
              {t('older')}
            </Link>
          </LinkButton>
        )}
      </div>
    </div>
  );
}

type PageRequest = { userId: string; status: OrderStatus | undefined; cursor: string | undefined };

/** A cursor that is not one of ours leads to the newest orders. */
async function readPage({ userId, status, cursor }: PageRequest): Promise<Page<OrderSummary>> {
  const filter = { userId, status, locale: await getLocale(), limit: pageSize };
  const listed = await listOrders(db(), { ...filter, cursor });
  if (listed.ok) return listed.value;
  const newest = await listOrders(db(), filter);
  return newest.ok ? newest.value : { items: [], nextCursor: null };
}

async function NoOrders({ filtered }: { filtered: boolean }) {
  const t = await getTranslations('checkout.orders');
  return (
    <EmptyState
      icon={Package}
      title={t(filtered ? 'noneOfStatus' : 'none')}
      body={filtered ? undefined : t('noneBody')}
      action={
        <LinkButton asChild variant={filtered ? 'secondary' : 'primary'}>
          <Link href={filtered ? paths.orders : paths.products}>{t(filtered ? 'showAll' : 'toProducts')}</Link>
        </LinkButton>
      }
    />
  );
}
