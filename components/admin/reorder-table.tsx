'use client';

import { ClipboardList } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useReorders } from '@/components/queries/stock';
import { ArtFrame } from '@/components/ui/art-frame';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { paths } from '@/lib/http/paths';
import type { ReorderRow as Reorder } from '@/lib/inventory/model';
import type { Page } from '@/lib/shared/pagination';
import { ExpectedStockDialog } from './expected-stock-dialog';
import { optionsText } from './stock-words';

type ReorderTableProps = { cursor: string | undefined; rendered: Page<Reorder> };

/** What to reorder, shortest first, fresh without reload. */
export function ReorderTable({ cursor, rendered }: ReorderTableProps) {
  const t = useTranslations('admin.reorder');
  const { data: page, isError } = useReorders(cursor, rendered);
  if (page.items.length === 0) {
    return (
      <EmptyState
        icon={ClipboardList}
        title={t('emptyTitle')}
        body={t('emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <RowKeys>
        <Table label={t('title')}>
          <TableHead>
            <tr>
              <TableHeading>{t('columns.variant')}</TableHeading>
              <TableHeading numeric>{t('columns.available')}</TableHeading>
              <TableHeading numeric>{t('columns.limits')}</TableHeading>
              <TableHeading numeric>{t('columns.speed')}</TableHeading>
              <TableHeading numeric>{t('columns.cover')}</TableHeading>
              <TableHeading numeric>{t('columns.onOrder')}</TableHeading>
              <TableHeading numeric>{t('columns.suggested')}</TableHeading>
              {/* Positioned, or the hidden text would widen the page from beyond the table's frame. */}
              <TableHeading className="relative">
                <span className="sr-only">{t('expect.open')}</span>
              </TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((row) => (
              <ReorderRow key={row.variantId} row={row} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={cursor ? paths.adminReorder : null}
        nextHref={page.nextCursor ? `${paths.adminReorder}?cursor=${encodeURIComponent(page.nextCursor)}` : null}
      />
    </div>
  );
}

function ReorderRow({ row }: { row: Reorder }) {
  const t = useTranslations('admin.reorder');
  const { variantId, productName, options, sku, image, safetyMinUnits, safetyMaxUnits, coverDays } = row;
  const name = [productName, optionsText(options)].filter(Boolean).join(' · ');
  return (
    <TableRow>
      <TableCell className="min-w-40 sm:min-w-52">
        <span className="flex items-center gap-3">
          <ArtFrame src={image?.url} alt="" className="size-8 shrink-0 rounded-sm" />
          <span className="min-w-0">
            <Link href={paths.adminStockOf(variantId)} {...rowLink}>
              {productName}
            </Link>
            <span className="block text-faint text-xs">{[optionsText(options), sku].filter(Boolean).join(' · ')}</span>
          </span>
        </span>
      </TableCell>
      <TableCell numeric className="font-semibold">
        {number(row.availableUnits)}
      </TableCell>
      <TableCell numeric className="text-muted">
        {number(safetyMinUnits)} / {safetyMaxUnits === null ? t('none') : number(safetyMaxUnits)}
      </TableCell>
      <TableCell numeric>{perDay(row.soldPerDay)}</TableCell>
      <TableCell numeric>{coverDays === null ? t('none') : t('days', { days: coverDays })}</TableCell>
      <TableCell numeric className={row.onOrderUnits === 0 ? 'text-faint' : undefined}>
        {number(row.onOrderUnits)}
      </TableCell>
      <TableCell numeric className="font-semibold">
        {number(row.suggestedUnits)}
      </TableCell>
      <TableCell className="text-right">
        <ExpectedStockDialog stock={row} suggestedUnits={row.suggestedUnits}>
          <Button variant="outline" size="sm" className="relative" aria-label={t('expect.openOf', { name })}>
            {t('expect.open')}
          </Button>
        </ExpectedStockDialog>
      </TableCell>
    </TableRow>
  );
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** What hardly sells is not said to sell nothing. */
function perDay(units: number): string {
  if (units > 0 && units < 0.1) return '<0.1';
  return units.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
