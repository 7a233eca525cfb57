import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { ExactTime } from '@/components/ui/exact-time';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { AdminOrderView } from '@/lib/orders/model';

/** How the total came about, and what of it has come in. */
export function OrderTotals({ totals, coupons }: Pick<AdminOrderView, 'totals' | 'coupons'>) {
  const t = useTranslations('admin.orders.detail');
  return (
    <dl className="grid gap-2 text-sm">
      <Row name={t('goods')}>
        <Money won={totals.goodsWon} />
      </Row>
      {totals.itemDiscountWon > 0 && (
        <Row name={t('itemDiscount')}>
          <Money won={-totals.itemDiscountWon} />
        </Row>
      )}
      {totals.orderDiscountWon > 0 && (
        <Row name={t('orderDiscount')}>
          <Money won={-totals.orderDiscountWon} />
        </Row>
      )}
      {coupons.map(({ couponId, name, discountWon }) => (
        <div key={couponId} className="flex justify-between gap-4 pl-3 text-muted text-xs">
          <dt>{name}</dt>
          <dd className="tabular-nums">
            <Money won={-discountWon} />
          </dd>
        </div>
      ))}
      <Row name={t('shipping')}>{totals.shippingWon > 0 ? <Money won={totals.shippingWon} /> : t('free')}</Row>
      <Row name={t('total')} strong>
        <Money won={totals.totalWon} />
      </Row>
      <Row name={t('paid')}>
        <Money won={totals.paidWon} />
      </Row>
      {totals.refundedWon > 0 && (
        <Row name={t('refunded')}>
          <Money won={-totals.refundedWon} />
        </Row>
      )}
    </dl>
  );
}

function Row({ name, strong = false, children }: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className={cn('flex justify-between gap-4', strong && 'border-t pt-2 font-semibold')}>
      <dt className={cn(!strong && 'text-muted')}>{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

/** The ledger's entries of the order: both sides of each transfer. */
export function OrderLedger({ entries }: { entries: AdminOrderView['ledger'] }) {
  const t = useTranslations('admin.orders');
  if (entries.length === 0) return <p className="text-muted text-sm">{t('detail.unpaid')}</p>;
  return (
    <Table label={t('detail.ledger')}>
      <TableHead>
        <tr>
          <TableHeading>{t('detail.entryKind')}</TableHeading>
          <TableHeading>{t('detail.entryAccount')}</TableHeading>
          <TableHeading numeric>{t('detail.entryAmount')}</TableHeading>
          <TableHeading numeric className="max-sm:hidden">
            {t('detail.entryBalance')}
          </TableHeading>
          <TableHeading numeric className="max-md:hidden">
            {t('detail.entryTime')}
          </TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.id}>
            <TableCell className="whitespace-nowrap">{t(`kind.${entry.kind}`)}</TableCell>
            <TableCell className="whitespace-nowrap">{t(`account.${entry.account}`)}</TableCell>
            <TableCell numeric>
              <Money won={entry.amountWon} signed />
            </TableCell>
            <TableCell numeric className="text-muted max-sm:hidden">
              {entry.balanceAfterWon === null ? '–' : <Money won={entry.balanceAfterWon} />}
            </TableCell>
            <TableCell numeric className="text-muted max-md:hidden">
              <ExactTime at={entry.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
