'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDeliveries } from '@/components/queries/deliveries';
import { type DeadSearch, deadLettersPath } from '@/components/queries/delivery-search';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { DeliveryView } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { RetryRow } from './delivery-retry';
import { SkipDialog } from './delivery-skip';
import { DeliveryTypeName, ErrorClassName } from './delivery-words';

type DeadTableProps = {
  search: DeadSearch;
  rendered: Page<DeliveryView>;
};

/** Dead deliveries one by one: to look at, to send again or to give up. Fresh without reload. */
export function DeadTable({ search, rendered }: DeadTableProps) {
  const t = useTranslations('admin.deliveries');
  const { data: page, isError } = useDeliveries({ ...search, state: 'DEAD' }, rendered);
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('list.stale')}</Notice>}
      <RowKeys>
        <Table label={t('dead.list')}>
          <TableHead>
            <tr>
              <TableHeading>{t('list.order')}</TableHeading>
              <TableHeading>{t('list.type')}</TableHeading>
              <TableHeading numeric>{t('list.attempts')}</TableHeading>
              <TableHeading>{t('list.lastError')}</TableHeading>
              <TableHeading>{t('list.endpoint')}</TableHeading>
              <TableHeading>{t('dead.died')}</TableHeading>
              <TableHeading className="relative max-sm:hidden">
                <span className="sr-only">{t('dead.commands')}</span>
              </TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((delivery) => (
              <DeadRow key={delivery.id} delivery={delivery} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={search.cursor ? deadLettersPath({ ...search, cursor: undefined }) : null}
        nextHref={page.nextCursor ? deadLettersPath({ ...search, cursor: page.nextCursor }) : null}
      />
    </div>
  );
}

function DeadRow({ delivery }: { delivery: DeliveryView }) {
  const t = useTranslations('admin.deliveries.dead');
  const { id, orderNumber, type, attemptCount, lastErrorClass, endpoint, settledAt, createdAt } = delivery;
  const commands = (
    <>
      <RetryRow delivery={delivery} />
      <SkipDialog delivery={delivery}>
        <Button variant="ghost" size="xs" className="text-muted">
          {t('skip')}
          <span className="sr-only">: {orderNumber}</span>
        </Button>
      </SkipDialog>
    </>
  );
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap tabular-nums">
        <Link href={paths.adminDelivery(id)} {...rowLink}>
          {orderNumber}
        </Link>
        <div className="relative mt-1.5 flex gap-1 sm:hidden">{commands}</div>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <DeliveryTypeName type={type} />
      </TableCell>
      <TableCell numeric>{attemptCount}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {lastErrorClass ? <ErrorClassName errorClass={lastErrorClass} /> : '–'}
      </TableCell>
      <TableCell className="max-w-44 truncate text-muted">{endpoint.name}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={settledAt ?? createdAt} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <div className="relative flex justify-end gap-1">{commands}</div>
      </TableCell>
    </TableRow>
  );
}
