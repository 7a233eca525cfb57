import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { deliveryLogPath } from '@/components/queries/delivery-search';
import { Card, CardSection } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Pill } from '@/components/ui/pill';
import { RowKeys } from '@/components/ui/row-keys';
import { Stat } from '@/components/ui/stat';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { errorClasses } from '@/lib/delivery/model';
import type { DeliveryStats } from '@/lib/delivery/stats-model';
import { paths } from '@/lib/http/paths';
import { BacklogAge } from './delivery-backlog-age';
import { DeliveryRate } from './delivery-rate';
import { BreakerPill, ErrorClassName } from './delivery-words';
import { HomeTile } from './home-tiles';
import { useShortDuration } from './use-short-duration';

/** The figures of a time, and what waits now. */
export function DeliveryTiles({ stats, deadCount }: { stats: DeliveryStats; deadCount: number }) {
  const t = useTranslations('admin.deliveries.overview');
  const durationText = useShortDuration();
  const { delivered, latencyMs, slaBreaches, backlog, errorClasses: failures } = stats;
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  const oldestMs = backlog.oldestAgeSeconds === null ? null : backlog.oldestAgeSeconds * 1_000;
  const count = (value: number) => t('count', { count: value });
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-5 max-sm:[&>:first-child]:col-span-2">
      <HomeTile
        href={deliveryLogPath({ state: 'DELIVERED' })}
        label={t('delivered')}
        value={count(delivered)}
        note={t('deliveredNote', { count: failed })}
      />
      <Stat
        label={t('p95')}
        value={latencyMs ? durationText(latencyMs.p95) : '–'}
        note={
          latencyMs
            ? t('p95Note', { p50: durationText(latencyMs.p50), p99: durationText(latencyMs.p99) })
            : t('p95None')
        }
      />
      <Stat
        label={t('sla')}
        value={<span className={cn(slaBreaches > 0 && 'text-warning')}>{count(slaBreaches)}</span>}
        note={slaBreaches > 0 ? t('slaNote') : t('slaNone')}
      />
      <HomeTile
        href={deliveryLogPath({ state: 'PENDING' })}
        label={t('backlog')}
        value={count(backlog.count)}
        note={oldestMs === null ? t('backlogNone') : t('backlogNote', { age: durationText(oldestMs) })}
      />
      <HomeTile
        href={paths.adminDeadLetters}
        label={t('dead')}
        value={count(deadCount)}
        note={deadCount > 0 ? t('deadNote') : t('deadNone')}
        alarming={deadCount > 0}
      />
    </div>
  );
}

/** Why calls failed; a class opens the log of it. */
export function FailureClasses({ stats, fromDay }: { stats: DeliveryStats; fromDay: string }) {
  const t = useTranslations('admin.deliveries.overview');
  const format = useFormatter();
  const found = errorClasses
    .map((errorClass) => ({ errorClass, count: stats.errorClasses[errorClass] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const most = found[0]?.count ?? 0;
  return (
    <Card className="min-w-0">
      <CardSection title={t('classes')} description={t('classesLead')}>
        {found.length === 0 ? (
          <p className="text-muted text-sm">{t('noFailures')}</p>
        ) : (
          <ul className="grid grid-cols-1 gap-1">
            {found.map(({ errorClass, count }) => (
              <li key={errorClass}>
                <Link
                  href={deliveryLogPath({ errorClass, from: fromDay })}
                  className="-mx-2 grid min-h-9 grid-cols-[9rem_minmax(0,1fr)_auto] items-center gap-x-3 rounded-sm px-2 text-sm transition-colors hover:bg-hover max-md:min-h-11"
                >
                  <span className="truncate">
                    <ErrorClassName errorClass={errorClass} />
                  </span>
                  <span aria-hidden className="h-2 overflow-hidden rounded-full bg-hover">
                    <span
                      className="block h-full rounded-full bg-danger"
                      style={{ width: `${(count / most) * 100}%` }}
                    />
                  </span>
                  <span className="min-w-10 text-right font-semibold tabular-nums">{format.number(count)}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </CardSection>
    </Card>
  );
}

/** How each endpoint is doing; a row opens it. */
export function EndpointHealthTable({ endpoints, stats }: { endpoints: EndpointView[]; stats: DeliveryStats }) {
  const t = useTranslations('admin.deliveries');
  const format = useFormatter();
  const durationText = useShortDuration();
  return (
    <RowKeys>
      <Table label={t('overview.health')}>
        <TableHead>
          <tr>
            <TableHeading>{t('overview.endpoint')}</TableHeading>
            <TableHeading>{t('overview.breaker')}</TableHeading>
            <TableHeading numeric>{t('endpoints.waiting')}</TableHeading>
            <TableHeading>{t('overview.age')}</TableHeading>
            <TableHeading numeric>p95</TableHeading>
            <TableHeading numeric>{t('overview.sla')}</TableHeading>
            <TableHeading numeric>{t('endpoints.dead')}</TableHeading>
            <TableHeading>{t('overview.rate')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {endpoints.map((endpoint) => {
            const figures = stats.endpoints.find(({ id }) => id === endpoint.id);
            const oldestSeconds = figures?.backlog.oldestAgeSeconds ?? null;
            return (
              <TableRow key={endpoint.id}>
                <TableCell className="max-w-56 truncate">
                  <Link href={paths.adminEndpoint(endpoint.id)} {...rowLink}>
                    {endpoint.name}
                  </Link>
                </TableCell>
                <TableCell>
                  <span className="flex gap-1.5">
                    <BreakerPill breaker={endpoint.breaker} />
                    {endpoint.paused && <Pill tone="warning">{t('endpoints.paused')}</Pill>}
                  </span>
                </TableCell>
                <TableCell numeric>{format.number(endpoint.pendingCount)}</TableCell>
                <TableCell>
                  <BacklogAge
                    oldestAgeMs={oldestSeconds === null ? null : oldestSeconds * 1_000}
                    slaMs={endpoint.slaMs}
                  />
                </TableCell>
                <TableCell numeric>{figures?.latencyMs ? durationText(figures.latencyMs.p95) : '–'}</TableCell>
                <TableCell numeric>{format.number(figures?.slaBreaches ?? 0)}</TableCell>
                <TableCell numeric className={cn(endpoint.deadCount > 0 && 'font-medium text-danger')}>
                  {format.number(endpoint.deadCount)}
                </TableCell>
                <TableCell>
                  <DeliveryRate endpoint={endpoint} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </RowKeys>
  );
}
