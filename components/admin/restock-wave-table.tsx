'use client';

import { Waves } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRestockWaves } from '@/components/queries/restocks';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { quietLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { RestockWaveRow } from '@/lib/notifications/restock/model';
import type { Page } from '@/lib/shared/pagination';
import { WavePill } from './restock-words';
import { optionsText } from './stock-words';

type RestockWaveTableProps = { cursor: string | undefined; rendered: Page<RestockWaveRow> };

/** Each wave with what it began with and what came of it, the newest first. */
export function RestockWaveTable({ cursor, rendered }: RestockWaveTableProps) {
  const t = useTranslations('admin.restocks');
  const { data: page, isError } = useRestockWaves(cursor, rendered);
  if (page.items.length === 0)
    return (
      <EmptyState
        icon={Waves}
        title={t('noWavesTitle')}
        body={t('noWavesBody')}
        className="rounded-md border bg-surface"
      />
    );
  const next = page.nextCursor && new URLSearchParams({ cursor: page.nextCursor });
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <Table label={t('sections.waves')}>
        <TableHead>
          <tr>
            <TableHeading>{t('list.what')}</TableHeading>
            <TableHeading>{t('list.wave')}</TableHeading>
            <TableHeading>{t('list.result')}</TableHeading>
            <TableHeading numeric>{t('list.units')}</TableHeading>
            <TableHeading numeric>{t('list.size')}</TableHeading>
            <TableHeading numeric>{t('list.told')}</TableHeading>
            <TableHeading numeric>{t('list.bought')}</TableHeading>
            <TableHeading className="pl-8">{t('list.started')}</TableHeading>
            <TableHeading>{t('list.ended')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {page.items.map((row) => (
            <WaveRow key={row.id} row={row} />
          ))}
        </TableBody>
      </Table>
      <Pagination
        link={Link}
        previousHref={cursor ? paths.adminRestockWaves : null}
        nextHref={next ? `${paths.adminRestockWaves}?${next}` : null}
      />
    </div>
  );
}

function WaveRow({ row }: { row: RestockWaveRow }) {
  const t = useTranslations('admin.restocks.list');
  const { variantId, productName, options, sku, startedAt, endedAt } = row;
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    <TableRow>
      <TableCell className="min-w-40">
        <Link href={paths.adminStockOf(variantId)} className={quietLink}>
          {productName}
        </Link>
        <span className="block text-faint text-xs">{optionsText(options) || sku}</span>
      </TableCell>
      <TableCell className="whitespace-nowrap">{t('waveNumber', { number: row.number })}</TableCell>
      <TableCell>
        <WavePill endedBy={row.endedBy} />
      </TableCell>
      <TableCell numeric>{number(row.availableUnits)}</TableCell>
      <TableCell numeric>{number(row.size)}</TableCell>
      <TableCell numeric className="font-semibold">
        {number(row.notifiedCount)}
      </TableCell>
      <TableCell numeric>{number(row.boughtCount)}</TableCell>
      <TableCell className="whitespace-nowrap pl-8 text-muted">
        <RelativeTime at={startedAt} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">{endedAt ? <RelativeTime at={endedAt} /> : '–'}</TableCell>
    </TableRow>
  );
}
