'use client';

import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStockList } from '@/components/queries/stock';
import { type StockSearch, stockListPath } from '@/components/queries/stock-search';
import { ArtFrame } from '@/components/ui/art-frame';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { paths } from '@/lib/http/paths';
import type { StockRow } from '@/lib/inventory/model';
import type { Page } from '@/lib/shared/pagination';
import { StockMoveDialog } from './stock-move-dialog';
import { optionsText, StockPill } from './stock-words';

type StockTableProps = { search: StockSearch; rendered: Page<StockRow> };

/** What is there of every variant, fresh without reload. */
export function StockTable({ search, rendered }: StockTableProps) {
  const t = useTranslations('admin.stock');
  const { data: page, isError } = useStockList(search, rendered);
  if (page.items.length === 0) return <NoStock search={search} />;
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <RowKeys>
        <Table label={t('title')}>
          <TableHead>
            <tr>
              <TableHeading>{t('columns.variant')}</TableHeading>
              <TableHeading>{t('columns.status')}</TableHeading>
              <TableHeading numeric>{t('columns.available')}</TableHeading>
              <TableHeading numeric>{t('columns.reserved')}</TableHeading>
              <TableHeading numeric>{t('columns.onHand')}</TableHeading>
              <TableHeading numeric>{t('columns.minimum')}</TableHeading>
              <TableHeading numeric>{t('columns.maximum')}</TableHeading>
              <TableHeading className="pl-8">{t('columns.sku')}</TableHeading>
              {/* Positioned, or the hidden text would widen the page from beyond the table's frame. */}
              <TableHeading className="relative">
                <span className="sr-only">{t('move.open')}</span>
              </TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((stock) => (
              <VariantRow key={stock.variantId} stock={stock} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={search.cursor ? stockListPath({ ...search, cursor: undefined }) : null}
        nextHref={page.nextCursor ? stockListPath({ ...search, cursor: page.nextCursor }) : null}
      />
    </div>
  );
}

function VariantRow({ stock }: { stock: StockRow }) {
  const t = useTranslations('admin.stock.move');
  const { variantId, productName, options, sku, image, availableUnits, reservedUnits, onHandUnits } = stock;
  return (
    <TableRow>
      <TableCell className="min-w-40 sm:min-w-52">
        <span className="flex items-center gap-3">
          <ArtFrame src={image?.url} alt="" className="size-8 shrink-0 rounded-sm" />
          <span className="min-w-0">
            <Link href={paths.adminStockOf(variantId)} {...rowLink}>
              {productName}
            </Link>
            <span className="block text-faint text-xs">{optionsText(options)}</span>
          </span>
        </span>
      </TableCell>
      <TableCell>
        <StockPill status={stock.stockStatus} />
      </TableCell>
      <Units units={availableUnits} className="font-semibold" />
      <Units units={reservedUnits} />
      <Units units={onHandUnits} />
      <Units units={stock.safetyMinUnits} className="text-muted" />
      <Units units={stock.safetyMaxUnits} className="text-muted" />
      <TableCell className="whitespace-nowrap pl-8 text-muted">{sku}</TableCell>
      <TableCell className="text-right">
        <StockMoveDialog stock={stock}>
          <Button variant="outline" size="sm" className="relative">
            {t('open')}
            <span className="sr-only">: {[productName, optionsText(options)].filter(Boolean).join(', ')}</span>
          </Button>
        </StockMoveDialog>
      </TableCell>
    </TableRow>
  );
}

/** Nothing is quieter than a number, so that numbers stand out. */
function Units({ units, className }: { units: number | null; className?: string }) {
  return (
    <TableCell numeric className={cn(className, !units && 'font-normal text-faint')}>
      {units === null ? '–' : units.toLocaleString('en-US')}
    </TableCell>
  );
}

function NoStock({ search }: { search: StockSearch }) {
  const t = useTranslations('admin.stock');
  const isNarrowed = Boolean(search.q || search.status);
  const reset = (
    <LinkButton asChild variant="outline" size="sm">
      <Link href={paths.adminStock}>{t('filter.all')}</Link>
    </LinkButton>
  );
  return (
    <EmptyState
      icon={Boxes}
      title={isNarrowed ? t('noneTitle') : t('emptyTitle')}
      body={isNarrowed ? t('noneBody') : t('emptyBody')}
      action={isNarrowed && reset}
      className="rounded-md border bg-surface"
    />
  );
}
