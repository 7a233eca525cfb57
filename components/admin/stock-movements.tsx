'use client';

import { History } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMovements } from '@/components/queries/stock';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { textLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { Movement } from '@/lib/inventory/model';
import type { Page } from '@/lib/shared/pagination';
import { signed } from './stock-signed';
import { ReasonPill } from './stock-words';

type StockMovementsProps = { variantId: string; rendered: Page<Movement>; cursor: string | undefined };

/** Everything that changed the units on hand, newest first. Holds of unpaid orders move nothing. */
export function StockMovements({ variantId, rendered, cursor }: StockMovementsProps) {
  const t = useTranslations('admin.stock');
  const { data: page, isError } = useMovements({ variantId, cursor }, rendered);
  if (page.items.length === 0) {
    return (
      <EmptyState
        icon={History}
        title={t('movements.emptyTitle')}
        body={t('movements.emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  }
  const path = paths.adminStockOf(variantId);
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <Table label={t('movements.title')}>
        <TableHead>
          <tr>
            <TableHeading>{t('movements.when')}</TableHeading>
            <TableHeading>{t('movements.reason')}</TableHeading>
            <TableHeading numeric>{t('movements.delta')}</TableHeading>
            <TableHeading numeric>{t('movements.balance')}</TableHeading>
            <TableHeading className="pl-8">{t('movements.note')}</TableHeading>
            <TableHeading>{t('movements.by')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {page.items.map((movement) => (
            <MovementRow key={movement.id} movement={movement} />
          ))}
        </TableBody>
      </Table>
      <Pagination
        link={Link}
        previousHref={cursor ? path : null}
        nextHref={page.nextCursor ? `${path}?cursor=${encodeURIComponent(page.nextCursor)}` : null}
      />
    </div>
  );
}

function MovementRow({ movement }: { movement: Movement }) {
  const t = useTranslations('admin.stock.movements');
  const { createdAt, reason, deltaUnits, balanceUnits, note, order, actor } = movement;
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={createdAt} />
      </TableCell>
      <TableCell>
        <ReasonPill reason={reason} />
      </TableCell>
      <TableCell numeric className={cn('font-medium', deltaUnits > 0 && 'text-success')}>
        {signed(deltaUnits)}
      </TableCell>
      <TableCell numeric>{balanceUnits.toLocaleString('en-US')}</TableCell>
      <TableCell className="min-w-48 max-w-96 pl-8">
        {order ? (
          <Link href={paths.adminOrder(order.id)} className={cn(textLink, 'whitespace-nowrap tabular-nums')}>
            {t('order', { number: order.number })}
          </Link>
        ) : (
          <span className="text-muted [overflow-wrap:anywhere]">{note || '–'}</span>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">{actor?.name ?? t('system')}</TableCell>
    </TableRow>
  );
}
