import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { DeliveryView } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { DeliveryEndpointName, DeliveryPill, DeliveryTypeName, ErrorClassName } from './delivery-words';

type OrderDeliveriesProps = {
  deliveries: DeliveryView[];
  /** An unpaid order has nothing to tell the outside. */
  paid: boolean;
};

/** What left the house about this order, and how it arrived; a row opens its attempts. */
export function OrderDeliveries({ deliveries, paid }: OrderDeliveriesProps) {
  const t = useTranslations('admin.orders.detail');
  if (deliveries.length === 0) {
    return <p className="text-muted text-sm">{t(paid ? 'deliveriesNoEndpoint' : 'deliveriesNone')}</p>;
  }
  return (
    <RowKeys>
      <Table label={t('deliveries')}>
        <TableHead>
          <tr>
            <TableHeading numeric>{t('sequence')}</TableHeading>
            <TableHeading>{t('deliveryType')}</TableHeading>
            <TableHeading>{t('deliveryStateColumn')}</TableHeading>
            <TableHeading numeric>{t('attempts')}</TableHeading>
            <TableHeading className="max-md:hidden">{t('lastError')}</TableHeading>
            <TableHeading className="max-sm:hidden">{t('endpoint')}</TableHeading>
            <TableHeading numeric className="max-md:hidden">
              {t('entryTime')}
            </TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}

function DeliveryRow({ delivery }: { delivery: DeliveryView }) {
  const failed = delivery.state !== 'DELIVERED' && delivery.lastErrorClass;
  return (
    <TableRow>
      <TableCell numeric>{delivery.sequence}</TableCell>
      <TableCell className="whitespace-nowrap">
        <Link href={paths.adminDelivery(delivery.id)} {...rowLink}>
          <DeliveryTypeName type={delivery.type} />
        </Link>
        <span className="block max-w-40 truncate text-muted text-xs sm:hidden">
          <DeliveryEndpointName endpoint={delivery.endpoint} />
        </span>
      </TableCell>
      <TableCell>
        <DeliveryPill delivery={delivery} />
      </TableCell>
      <TableCell numeric>{delivery.attemptCount}</TableCell>
      <TableCell className="whitespace-nowrap text-muted max-md:hidden">
        {failed ? <ErrorClassName errorClass={failed} /> : '–'}
      </TableCell>
      <TableCell className="max-w-40 truncate text-muted max-sm:hidden">
        <DeliveryEndpointName endpoint={delivery.endpoint} />
      </TableCell>
      <TableCell numeric className="text-muted max-md:hidden">
        <RelativeTime at={delivery.settledAt ?? delivery.createdAt} />
      </TableCell>
    </TableRow>
  );
}
