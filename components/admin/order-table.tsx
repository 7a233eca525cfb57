import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { paths } from '@/lib/http/paths';
import type { AdminOrderSummary } from '@/lib/orders/model';
import { formatWon } from '@/lib/shared/money';
import { OrderDeliveryPill, OrderStatusPill, TierPill } from './order-pills';

/** Orders as rows that open by click and keyboard. Small screens keep number, status and total. */
export function OrderTable({ orders }: { orders: AdminOrderSummary[] }) {
  const t = useTranslations('admin.orders.list');
  return (
    <RowKeys>
      <Table label={t('label')}>
        <TableHead>
          <tr>
            <TableHeading>{t('number')}</TableHeading>
            <TableHeading>{t('status')}</TableHeading>
            <TableHeading className="max-md:hidden">{t('customer')}</TableHeading>
            <TableHeading className="max-xl:hidden">{t('goods')}</TableHeading>
            <TableHeading numeric>{t('total')}</TableHeading>
            <TableHeading className="max-sm:hidden">{t('delivery')}</TableHeading>
            <TableHeading numeric className="max-lg:hidden">
              {t('placed')}
            </TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}

function OrderRow({ order }: { order: AdminOrderSummary }) {
  const t = useTranslations('admin.orders.list');
  const locale = useLocale();
  const { customer } = order;
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <Link href={paths.adminOrder(order.id)} {...rowLink}>
          <span className="tabular-nums">{order.number}</span>
        </Link>
        <span className="block text-faint text-xs md:hidden">{customer.name}</span>
        <RelativeTime at={order.placedAt} className="block text-faint text-xs lg:hidden" />
      </TableCell>
      <TableCell>
        <OrderStatusPill status={order.status} />
      </TableCell>
      <TableCell className="max-md:hidden">
        <span className="flex items-center gap-2 whitespace-nowrap">
          {customer.name} <TierPill tier={customer.tier} />
        </span>
      </TableCell>
      <TableCell className="max-w-72 truncate text-muted max-xl:hidden">
        <GoodsName order={order} />
      </TableCell>
      <TableCell numeric>
        <Money won={order.totalWon} />
        {order.refundedWon > 0 && (
          <span className="block text-faint text-xs">
            {t('refunded', { won: formatWon(order.refundedWon, locale) })}
          </span>
        )}
      </TableCell>
      <TableCell className="max-sm:hidden">
        <OrderDeliveryPill state={order.deliveryState} />
      </TableCell>
      <TableCell numeric className="text-muted max-lg:hidden">
        <RelativeTime at={order.placedAt} />
      </TableCell>
    </TableRow>
  );
}

/** The first line's name, and how many others there are. */
function GoodsName({ order }: { order: AdminOrderSummary }) {
  const t = useTranslations('admin.orders.list');
  return order.lineCount > 1
    ? t('more', { name: order.firstLineName, count: order.lineCount - 1 })
    : order.firstLineName;
}
