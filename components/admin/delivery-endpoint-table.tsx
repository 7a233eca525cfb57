import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { deadLettersPath } from '@/components/queries/delivery-search';
import { cn } from '@/components/ui/cn';
import { Pill } from '@/components/ui/pill';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { paths } from '@/lib/http/paths';
import { BacklogAge } from './delivery-backlog-age';
import { PauseEndpoint } from './delivery-endpoint-pause';
import { DeliveryRate } from './delivery-rate';
import { BreakerPill } from './delivery-words';

type EndpointTableProps = { endpoints: EndpointView[]; now: Date };

/** The systems that receive orders; a row opens one. */
export function EndpointTable({ endpoints, now }: EndpointTableProps) {
  const t = useTranslations('admin.deliveries.endpoints');
  return (
    <RowKeys>
      <Table label={t('label')}>
        <TableHead>
          <tr>
            <TableHeading>{t('name')}</TableHeading>
            <TableHeading>{t('state')}</TableHeading>
            <TableHeading>{t('mode')}</TableHeading>
            <TableHeading numeric>{t('waiting')}</TableHeading>
            <TableHeading>{t('oldestSla')}</TableHeading>
            <TableHeading numeric>{t('dead')}</TableHeading>
            <TableHeading>{t('rate')}</TableHeading>
            <TableHeading className="relative">
              <span className="sr-only">{t('pause')}</span>
            </TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} now={now} />
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}

function EndpointRow({ endpoint, now }: { endpoint: EndpointView; now: Date }) {
  const t = useTranslations('admin.deliveries');
  const format = useFormatter();
  const { id, name, url, paused, mode, batchSize, pendingCount, deadCount, oldestPendingAt } = endpoint;
  return (
    <TableRow>
      <TableCell className="min-w-48 max-w-72">
        <Link
          href={paths.adminEndpoint(id)}
          {...rowLink}
          className={cn(rowLink.className, 'whitespace-normal [overflow-wrap:anywhere]')}
        >
          {name}
        </Link>
        <p className="text-faint text-xs [overflow-wrap:anywhere]">{url}</p>
      </TableCell>
      <TableCell>
        <span className="flex gap-1.5">
          {paused ? <Pill tone="warning">{t('endpoints.paused')}</Pill> : <BreakerPill breaker={endpoint.breaker} />}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {mode === 'BATCH' ? t('marks.batch', { count: batchSize }) : t('endpoints.single')}
      </TableCell>
      <TableCell numeric>{format.number(pendingCount)}</TableCell>
      <TableCell>
        <BacklogAge
          oldestAgeMs={oldestPendingAt ? Math.max(0, now.getTime() - Date.parse(oldestPendingAt)) : null}
          slaMs={endpoint.slaMs}
        />
      </TableCell>
      <TableCell numeric>
        <DeadCount count={deadCount} endpointId={id} />
      </TableCell>
      <TableCell>
        <DeliveryRate endpoint={endpoint} />
      </TableCell>
      <TableCell>
        <div className="relative flex justify-end">
          <PauseEndpoint endpoint={endpoint} />
        </div>
      </TableCell>
    </TableRow>
  );
}

/** Leads to what it counts. */
function DeadCount({ count, endpointId }: { count: number; endpointId: string }) {
  const format = useFormatter();
  if (count === 0) return format.number(0);
  return (
    <Link
      href={deadLettersPath({ endpointId })}
      className="relative rounded-xs font-medium text-danger underline underline-offset-4"
    >
      {format.number(count)}
    </Link>
  );
}
