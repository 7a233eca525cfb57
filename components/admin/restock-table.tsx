'use client';

import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type RestockSearch, restockListPath } from '@/components/queries/restock-search';
import { useRestocks } from '@/components/queries/restocks';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { quietLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { RestockRow } from '@/lib/notifications/restock/model';
import type { Page } from '@/lib/shared/pagination';
import { MessagePill } from './mail-words';
import { RestockEnd } from './restock-end';
import { RestockPill } from './restock-words';
import { optionsText } from './stock-words';

type RestockTableProps = { search: RestockSearch; rendered: Page<RestockRow> };

/** Who waits for what or was told, fresh without reload. */
export function RestockTable({ search, rendered }: RestockTableProps) {
  const t = useTranslations('admin.restocks');
  const { data: page, isError } = useRestocks(search, rendered);
  const isNarrowed = Boolean(search.q || search.state || search.variantId);
  if (page.items.length === 0)
    return (
      <EmptyState
        icon={BellRing}
        title={isNarrowed ? t('noneTitle') : t('emptyTitle')}
        body={isNarrowed ? t('noneBody') : t('emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <Table label={t('title')}>
        <TableHead>
          <tr>
            <TableHeading>{t('list.who')}</TableHeading>
            <TableHeading>{t('list.what')}</TableHeading>
            <TableHeading>{t('list.state')}</TableHeading>
            <TableHeading>{t('list.since')}</TableHeading>
            <TableHeading>{t('list.wave')}</TableHeading>
            <TableHeading>{t('list.message')}</TableHeading>
            <TableHeading>{t('list.bought')}</TableHeading>
            {/* Positioned, or the hidden text would widen the page from beyond the table's frame. */}
            <TableHeading className="relative">
              <span className="sr-only">{t('list.end')}</span>
            </TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {page.items.map((row) => (
            <PersonRow key={row.id} row={row} />
          ))}
        </TableBody>
      </Table>
      <Pagination
        link={Link}
        previousHref={search.cursor ? restockListPath({ ...search, cursor: undefined }) : null}
        nextHref={page.nextCursor ? restockListPath({ ...search, cursor: page.nextCursor }) : null}
      />
    </div>
  );
}

function PersonRow({ row }: { row: RestockRow }) {
  const t = useTranslations('admin.restocks.list');
  const { email, user, variantId, productName, options, sku, state, createdAt, waitingSince, waveNumber, message } =
    row;
  return (
    <TableRow>
      <TableCell>
        <span title={email} className="block max-w-60 truncate font-medium">
          {email}
        </span>
        <span className="block text-faint text-xs">{user?.name ?? t('guest')}</span>
      </TableCell>
      <TableCell className="min-w-40">
        <Link href={paths.adminStockOf(variantId)} className={quietLink}>
          {productName}
        </Link>
        <span className="block max-w-44 truncate text-faint text-xs">{optionsText(options) || sku}</span>
      </TableCell>
      <TableCell>
        <RestockPill state={state} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={waitingSince ?? createdAt} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {waveNumber === null ? '–' : t('waveNumber', { number: waveNumber })}
      </TableCell>
      <TableCell className="max-w-56">{message ? <Message message={message} /> : <Nothing />}</TableCell>
      <TableCell>{row.hasBought ? <Pill tone="success">{t('boughtYes')}</Pill> : <Nothing />}</TableCell>
      <TableCell className="text-right">
        {(state === 'WAITING' || state === 'PENDING_CONFIRMATION') && <RestockEnd row={row} />}
      </TableCell>
    </TableRow>
  );
}

/** The mail with what became of it; the pill leads to the mail itself. */
function Message({ message }: { message: NonNullable<RestockRow['message']> }) {
  const t = useTranslations('admin.restocks.list');
  const { id, attempts, lastError } = message;
  return (
    <>
      <Link href={paths.adminMailOf(id)}>
        <MessagePill message={message} />
      </Link>
      <span title={lastError ?? undefined} className="mt-0.5 block truncate text-faint text-xs">
        {[t('attempts', { count: attempts }), lastError].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

function Nothing() {
  return <span className="text-faint">–</span>;
}
