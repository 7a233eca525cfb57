import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Money } from '@/components/ui/money';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { paths } from '@/lib/http/paths';
import type { AdminOrderSummary } from '@/lib/orders/model';
import { formatWon } from '@/lib/shared/money';
import { OrderDeliveryPill, OrderFulfilmentPill, OrderPaymentPill, OrderStatusPill, TierPill } from './order-pills';

type Selection = { chosenIds: ReadonlySet<string>; onChoose: (ids: ReadonlySet<string>) => void };

type OrderTableProps = {
  orders: AdminOrderSummary[];
  /** Where orders can be chosen. */
  selection?: Selection;
};

/** Orders as rows that open, and are chosen, by click and keyboard. Small screens keep number, status and total. */
export function OrderTable({ orders, selection }: OrderTableProps) {
  const t = useTranslations('admin.orders');
  return (
    <RowKeys>
      {selection && <span className="sr-only">{t('bulk.hint')}</span>}
      <Table label={t('list.label')}>
        <TableHead>
          <tr>
            {selection && (
              <TableHeading className="w-0 pr-0">
                <Checkbox
                  label={t('bulk.selectPage')}
                  labelHidden
                  checked={orders.every(({ id }) => selection.chosenIds.has(id))}
                  onChange={({ target }) =>
                    selection.onChoose(new Set(target.checked ? orders.map(({ id }) => id) : []))
                  }
                  className="align-middle"
                />
              </TableHeading>
            )}
            <TableHeading>{t('list.number')}</TableHeading>
            <TableHeading className="sm:hidden">{t('list.status')}</TableHeading>
            <TableHeading className="max-sm:hidden">{t('list.payment')}</TableHeading>
            <TableHeading className="max-sm:hidden">{t('list.fulfilment')}</TableHeading>
            <TableHeading className="max-md:hidden">{t('list.delivery')}</TableHeading>
            <TableHeading className="max-lg:hidden">{t('list.customer')}</TableHeading>
            <TableHeading className="max-2xl:hidden">{t('list.goods')}</TableHeading>
            <TableHeading numeric>{t('list.total')}</TableHeading>
            <TableHeading numeric className="max-xl:hidden">
              {t('list.placed')}
            </TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} selection={selection} />
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}

type OrderRowProps = { order: AdminOrderSummary; selection: Selection | undefined };

function OrderRow({ order, selection }: OrderRowProps) {
  const t = useTranslations('admin.orders');
  const locale = useLocale();
  const { id, customer, number } = order;
  return (
    <TableRow className={selection?.chosenIds.has(id) ? 'bg-accent-soft/40' : undefined}>
      {selection && (
        <TableCell className="relative z-1 pr-0">
          <Checkbox
            label={t('bulk.select', { number })}
            labelHidden
            checked={selection.chosenIds.has(id)}
            onChange={({ target }) => selection.onChoose(withChoice(selection.chosenIds, id, target.checked))}
            className="align-middle"
          />
        </TableCell>
      )}
      <TableCell className="whitespace-nowrap">
        <Link href={paths.adminOrder(id)} {...rowLink}>
          <span className="tabular-nums">{number}</span>
        </Link>
        <span className="block text-faint text-xs lg:hidden">{customer.name}</span>
        <RelativeTime at={order.placedAt} className="block text-faint text-xs xl:hidden" />
      </TableCell>
      <TableCell className="sm:hidden">
        <OrderStatusPill status={order.status} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <OrderPaymentPill state={order.paymentState} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <OrderFulfilmentPill state={order.fulfilmentState} />
      </TableCell>
      <TableCell className="max-md:hidden">
        <OrderDeliveryPill state={order.deliveryState} />
      </TableCell>
      <TableCell className="max-lg:hidden">
        <span className="flex items-center gap-2 whitespace-nowrap">
          {customer.name} <TierPill tier={customer.tier} />
        </span>
      </TableCell>
      <TableCell className="max-w-64 truncate text-muted max-2xl:hidden">
        <GoodsName order={order} />
      </TableCell>
      <TableCell numeric>
        <Money won={order.totalWon} />
        {order.refundedWon > 0 && (
          <span className="block text-faint text-xs">
            {t('list.refunded', { won: formatWon(order.refundedWon, locale) })}
          </span>
        )}
      </TableCell>
      <TableCell numeric className="text-muted max-xl:hidden">
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

function withChoice(ids: ReadonlySet<string>, id: string, isChosen: boolean): ReadonlySet<string> {
  return new Set(isChosen ? [...ids, id] : [...ids].filter((one) => one !== id));
}
