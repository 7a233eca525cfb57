'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDeliveries } from '@/components/queries/deliveries';
import { deliveryLogPath } from '@/components/queries/delivery-search';
import { cn } from '@/components/ui/cn';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { textLink } from '@/components/ui/text-link';
import type { DeliveryDetail, DeliveryView } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { DeliveryMarks, DeliveryPill, DeliveryTypeName } from './delivery-words';

type DeliveryLineProps = { delivery: DeliveryDetail; rendered: Page<DeliveryView> };

/** The deliveries of the same order to the same endpoint, in the order in which they go: one only after the one before it. */
export function DeliveryLine({ delivery, rendered }: DeliveryLineProps) {
  const t = useTranslations('admin.deliveries');
  const search = { orderId: delivery.orderId, endpointId: delivery.endpoint.id };
  const { data: page } = useDeliveries(search, rendered);
  const line = page.items.toSorted((one, other) => one.sequence - other.sequence || one.id.localeCompare(other.id));
  return (
    <>
      <Table label={t('detail.line')}>
        <TableHead>
          <tr>
            <TableHeading numeric>{t('list.sequence')}</TableHeading>
            <TableHeading>{t('list.type')}</TableHeading>
            <TableHeading>{t('list.state')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {line.map((one) => (
            <TableRow key={one.id} className={cn(one.id === delivery.id && 'bg-accent-soft/50')}>
              <TableCell numeric>{one.sequence}</TableCell>
              <TableCell className="whitespace-nowrap">
                {one.id === delivery.id ? (
                  <span aria-current="true" className="font-semibold">
                    <DeliveryTypeName type={one.type} />
                    <span className="ml-1.5 font-normal text-accent-ink text-xs">{t('detail.here')}</span>
                  </span>
                ) : (
                  <Link href={paths.adminDelivery(one.id)} {...rowLink}>
                    <DeliveryTypeName type={one.type} />
                  </Link>
                )}
              </TableCell>
              <TableCell>
                <span className="flex gap-1.5">
                  <DeliveryPill delivery={one} />
                  <DeliveryMarks delivery={one} />
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {page.nextCursor !== null && (
        <Link href={deliveryLogPath(search)} className={cn(textLink, 'mt-3 inline-block text-sm')}>
          {t('detail.blockedLink')}
        </Link>
      )}
    </>
  );
}
