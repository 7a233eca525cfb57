'use client';

import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { restockListPath } from '@/components/queries/restock-search';
import { useRestockVariants } from '@/components/queries/restocks';
import { ArtFrame } from '@/components/ui/art-frame';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { paths } from '@/lib/http/paths';
import type { RestockVariantRow } from '@/lib/notifications/restock/model';
import type { Page } from '@/lib/shared/pagination';
import { optionsText } from './stock-words';

type RestockVariantTableProps = { cursor: string | undefined; rendered: Page<RestockVariantRow> };

/** What people wait for, the longest line first; a row opens its people. */
export function RestockVariantTable({ cursor, rendered }: RestockVariantTableProps) {
  const t = useTranslations('admin.restocks');
  const { data: page, isError } = useRestockVariants(cursor, rendered);
  if (page.items.length === 0)
    return (
      <EmptyState
        icon={BellRing}
        title={t('emptyTitle')}
        body={t('emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  const next = page.nextCursor && new URLSearchParams({ cursor: page.nextCursor });
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <RowKeys>
        <Table label={t('sections.variants')}>
          <TableHead>
            <tr>
              <TableHeading>{t('list.what')}</TableHeading>
              <TableHeading numeric>{t('list.waiting')}</TableHeading>
              <TableHeading numeric>{t('list.pending')}</TableHeading>
              <TableHeading numeric>{t('list.told')}</TableHeading>
              <TableHeading numeric>{t('list.available')}</TableHeading>
              <TableHeading className="pl-8">{t('list.first')}</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((row) => (
              <VariantRow key={row.variantId} row={row} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={cursor ? paths.adminRestockVariants : null}
        nextHref={next ? `${paths.adminRestockVariants}?${next}` : null}
      />
    </div>
  );
}

function VariantRow({ row }: { row: RestockVariantRow }) {
  const { variantId, productName, options, sku, image, waitingSince } = row;
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    <TableRow>
      <TableCell className="min-w-52">
        <span className="flex items-center gap-3">
          <ArtFrame src={image?.url} alt="" className="size-8 shrink-0 rounded-sm" />
          <span className="min-w-0">
            <Link href={restockListPath({ variantId })} {...rowLink}>
              {productName}
            </Link>
            <span className="block text-faint text-xs">{optionsText(options) || sku}</span>
          </span>
        </span>
      </TableCell>
      <TableCell numeric className="font-semibold">
        {number(row.waitingCount)}
      </TableCell>
      <TableCell numeric>{number(row.pendingCount)}</TableCell>
      <TableCell numeric>{number(row.notifiedCount)}</TableCell>
      <TableCell numeric>{number(row.availableUnits)}</TableCell>
      <TableCell className="whitespace-nowrap pl-8 text-muted">
        {waitingSince ? <RelativeTime at={waitingSince} /> : '–'}
      </TableCell>
    </TableRow>
  );
}
