'use client';

import { useTranslations } from 'next-intl';
import { useUnitsText } from '@/components/orders/use-units-text';
import { ExactTime } from '@/components/ui/exact-time';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { AdminOrderView } from '@/lib/orders/model';

/** What was cancelled of the order, by whom and why, and what that gave back; the latest first. */
export function OrderRefunds({ order }: { order: AdminOrderView }) {
  const t = useTranslations('admin.orders');
  const unitsText = useUnitsText(order);
  return (
    <Table label={t('detail.refunds')}>
      <TableHead>
        <tr>
          <TableHeading>{t('detail.refundUnits')}</TableHeading>
          <TableHeading className="max-sm:hidden">{t('detail.refundReason')}</TableHeading>
          <TableHeading className="max-sm:hidden">{t('detail.refundBy')}</TableHeading>
          <TableHeading numeric>{t('detail.refundAmount')}</TableHeading>
          <TableHeading numeric className="max-md:hidden">
            {t('detail.refundTime')}
          </TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {order.refunds.toReversed().map((refund) => (
          <TableRow key={refund.id}>
            <TableCell className="min-w-32">
              {unitsText(refund)}
              <span className="block text-muted text-xs [overflow-wrap:anywhere] sm:hidden">{refund.reason}</span>
            </TableCell>
            <TableCell className="min-w-32 max-w-80 text-muted [overflow-wrap:anywhere] max-sm:hidden">
              {refund.reason}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted max-sm:hidden">{t(`event.by.${refund.by}`)}</TableCell>
            <TableCell numeric>
              <Money won={refund.refundWon} />
            </TableCell>
            <TableCell numeric className="text-muted max-md:hidden">
              <ExactTime at={refund.cancelledAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
