'use client';

import { Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDeliveries } from '@/components/queries/deliveries';
import { type DeliverySearch, deliveryLogPath } from '@/components/queries/delivery-search';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { DeliveryView } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import {
  DeliveryEndpointName,
  DeliveryLane,
  DeliveryMarks,
  DeliveryPill,
  DeliveryTypeName,
  ErrorClassName,
} from './delivery-words';
import { useNextTry } from './use-next-try';

type DeliveryTableProps = { search: DeliverySearch; rendered: Page<DeliveryView>; isNarrowed: boolean };

/** The log of deliveries, fresh without reload. */
export function DeliveryTable({ search, rendered, isNarrowed }: DeliveryTableProps) {
  const t = useTranslations('admin.deliveries.list');
  const { data: page, isError } = useDeliveries(search, rendered);
  if (page.items.length === 0) {
    const said = isNarrowed
      ? { title: t('noneTitle'), body: t('noneBody') }
      : { title: t('emptyTitle'), body: t('emptyBody') };
    return <EmptyState icon={Send} {...said} className="rounded-md border bg-surface" />;
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <RowKeys>
        <Table label={t('label')}>
          <TableHead>
            <tr>
              <TableHeading>{t('order')}</TableHeading>
              <TableHeading>{t('state')}</TableHeading>
              <TableHeading>{t('type')}</TableHeading>
              <TableHeading numeric>{t('sequence')}</TableHeading>
              <TableHeading>{t('lane')}</TableHeading>
              <TableHeading numeric>{t('attempts')}</TableHeading>
              <TableHeading>{t('lastError')}</TableHeading>
              <TableHeading>{t('next')}</TableHeading>
              <TableHeading>{t('endpoint')}</TableHeading>
              <TableHeading numeric>{t('created')}</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={search.cursor ? deliveryLogPath({ ...search, cursor: undefined }) : null}
        nextHref={page.nextCursor ? deliveryLogPath({ ...search, cursor: page.nextCursor }) : null}
      />
    </div>
  );
}

function DeliveryRow({ delivery }: { delivery: DeliveryView }) {
  const { id, orderNumber, type, sequence, attemptCount, lastErrorClass, endpoint, createdAt } = delivery;
  const nextTry = useNextTry(delivery);
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap tabular-nums">
        <Link href={paths.adminDelivery(id)} {...rowLink}>
          {orderNumber}
        </Link>
      </TableCell>
      <TableCell>
        <span className="flex gap-1.5">
          <DeliveryPill delivery={delivery} />
          <DeliveryMarks delivery={delivery} />
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <DeliveryTypeName type={type} />
      </TableCell>
      <TableCell numeric>{sequence}</TableCell>
      <TableCell>
        <DeliveryLane lane={delivery.lane} />
      </TableCell>
      <TableCell numeric>{attemptCount}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {lastErrorClass && delivery.state !== 'DELIVERED' ? <ErrorClassName errorClass={lastErrorClass} /> : '–'}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">{nextTry ? <RelativeTime at={nextTry} /> : '–'}</TableCell>
      <TableCell className="max-w-44 truncate text-muted">
        <DeliveryEndpointName endpoint={endpoint} />
      </TableCell>
      <TableCell numeric className="text-muted">
        <RelativeTime at={createdAt} />
      </TableCell>
    </TableRow>
  );
}
