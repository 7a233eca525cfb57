import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { quietLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { AdminOrderView } from '@/lib/orders/model';

/** What was ordered, at the prices frozen when it was. */
export function OrderLines({ lines }: { lines: AdminOrderView['lines'] }) {
  const t = useTranslations('admin.orders.detail');
  return (
    <Table label={t('lines')}>
      <TableHead>
        <tr>
          <TableHeading>{t('lines')}</TableHeading>
          <TableHeading numeric className="max-sm:hidden">
            {t('unitPrice')}
          </TableHeading>
          <TableHeading numeric>{t('quantityHeading')}</TableHeading>
          <TableHeading numeric>{t('lineTotal')}</TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.id}>
            <TableCell className="min-w-40">
              <span className="font-medium">{line.name}</span>
              {Object.keys(line.options).length > 0 && (
                <span className="ml-2 text-muted">{Object.values(line.options).join(' / ')}</span>
              )}
              <Link href={paths.adminStockOf(line.variantId)} className={`${quietLink} block w-fit text-xs`}>
                {line.sku}
              </Link>
            </TableCell>
            <TableCell numeric className="text-muted max-sm:hidden">
              <Money won={line.unitPriceWon} />
            </TableCell>
            <TableCell numeric>
              {line.quantity.toLocaleString('en-US')}
              {line.cancelledQuantity > 0 && (
                <span className="block text-danger text-xs">
                  {t('cancelledUnits', { count: line.cancelledQuantity })}
                </span>
              )}
            </TableCell>
            <TableCell numeric>
              <Money won={line.paidWon} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
