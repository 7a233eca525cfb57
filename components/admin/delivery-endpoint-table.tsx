import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { searchText } from '@/components/queries/delivery-search';
import { Button } from '@/components/ui/button';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { EndpointView } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { EndpointDialog } from './delivery-endpoint-dialog';
import { PauseEndpoint } from './delivery-endpoint-pause';

export function EndpointTable({ endpoints }: { endpoints: EndpointView[] }) {
  const t = useTranslations('admin.deliveries.endpoints');
  return (
    <Table label={t('label')}>
      <TableHead>
        <tr>
          <TableHeading>{t('name')}</TableHeading>
          <TableHeading>{t('state')}</TableHeading>
          <TableHeading numeric>{t('waiting')}</TableHeading>
          <TableHeading numeric>{t('dead')}</TableHeading>
          <TableHeading>{t('oldest')}</TableHeading>
          <TableHeading>{t('limits')}</TableHeading>
          <TableHeading className="relative">
            <span className="sr-only">{t('edit')}</span>
          </TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {endpoints.map((endpoint) => (
          <EndpointRow key={endpoint.id} endpoint={endpoint} />
        ))}
      </TableBody>
    </Table>
  );
}

function EndpointRow({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries.endpoints');
  const format = useFormatter();
  const { id, name, url, paused, pendingCount, deadCount, oldestPendingAt, concurrency, timeoutMs, maxAttempts } =
    endpoint;
  return (
    <TableRow>
      <TableCell className="min-w-48">
        <p className="font-medium">{name}</p>
        <p className="text-faint text-xs [overflow-wrap:anywhere]">{url}</p>
      </TableCell>
      <TableCell>
        {paused ? <Pill tone="warning">{t('paused')}</Pill> : <Pill tone="success">{t('active')}</Pill>}
      </TableCell>
      <TableCell numeric>{format.number(pendingCount)}</TableCell>
      <TableCell numeric>
        <DeadCount count={deadCount} endpointId={id} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {oldestPendingAt ? <RelativeTime at={oldestPendingAt} /> : '–'}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted tabular-nums">
        {t('limitsText', { concurrency, seconds: timeoutMs / 1_000, attempts: maxAttempts })}
      </TableCell>
      <TableCell>
        <div className="flex justify-end gap-1">
          <PauseEndpoint endpoint={endpoint} />
          <EndpointDialog endpoint={endpoint}>
            <Button variant="ghost" size="xs" className="text-muted">
              {t('edit')}
            </Button>
          </EndpointDialog>
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
      href={`${paths.adminDeliveries}?${searchText({ endpointId, state: 'DEAD' })}`}
      className="rounded-xs font-medium text-danger underline underline-offset-4"
    >
      {format.number(count)}
    </Link>
  );
}
