'use client';

import { Bell } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type AlertSearch, alertListPath } from '@/components/queries/alert-search';
import { useAlerts } from '@/components/queries/alerts';
import { ArtFrame } from '@/components/ui/art-frame';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { AlertPage, AlertView } from '@/lib/alerts/model';
import { paths } from '@/lib/http/paths';
import { AcknowledgeAlert } from './alert-acknowledge';
import { AlertFound, AlertKindPill, AlertStatePill, endpointOf } from './alert-words';
import { optionsText } from './stock-words';

/** The alerts, newest first, fresh without reload. */
export function AlertTable({ search, rendered }: { search: AlertSearch; rendered: AlertPage }) {
  const t = useTranslations('admin.alerts');
  const { data: page, isError } = useAlerts(search, rendered);
  if (page.items.length === 0) {
    const isAboutNew = search.state === 'OPEN' && !search.kind;
    const said = isAboutNew
      ? { title: t('emptyTitle'), body: t('emptyBody') }
      : { title: t('noneTitle'), body: t('noneBody') };
    return <EmptyState icon={Bell} {...said} className="rounded-md border bg-surface" />;
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <AlertRows label={t('title')} alerts={page.items} />
      <Pagination
        link={Link}
        previousHref={search.cursor ? alertListPath({ ...search, cursor: undefined }) : null}
        nextHref={page.nextCursor ? alertListPath({ ...search, cursor: page.nextCursor }) : null}
      />
    </div>
  );
}

/** A row opens what the alert is about. */
export function AlertRows({ label, alerts }: { label: string; alerts: AlertView[] }) {
  const t = useTranslations('admin.alerts');
  return (
    <RowKeys>
      <Table label={label}>
        <TableHead>
          <tr>
            <TableHeading>{t('columns.alert')}</TableHeading>
            <TableHeading>{t('columns.about')}</TableHeading>
            <TableHeading>{t('columns.found')}</TableHeading>
            <TableHeading numeric>{t('columns.raised')}</TableHeading>
            <TableHeading className="pl-8">{t('columns.state')}</TableHeading>
            {/* Positioned, or the hidden text would widen the page from beyond the table's frame. */}
            <TableHeading className="relative">
              <span className="sr-only">{t('acknowledge')}</span>
            </TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {alerts.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}

function AlertRow({ alert }: { alert: AlertView }) {
  const t = useTranslations('admin.alerts');
  return (
    <TableRow>
      <TableCell>
        <AlertKindPill alert={alert} />
      </TableCell>
      <TableCell className="min-w-44">
        <About alert={alert} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted tabular-nums">
        <AlertFound alert={alert} />
      </TableCell>
      <TableCell numeric className="text-muted">
        <RelativeTime at={alert.raisedAt} />
      </TableCell>
      <TableCell className="pl-8">
        <span className="flex flex-col items-start gap-0.5">
          <AlertStatePill state={alert.state} />
          {alert.acknowledgedBy && (
            <span className="whitespace-nowrap text-faint text-xs">{t('by', { name: alert.acknowledgedBy.name })}</span>
          )}
        </span>
      </TableCell>
      <TableCell className="text-right">{alert.state === 'OPEN' && <AcknowledgeAlert alert={alert} />}</TableCell>
    </TableRow>
  );
}

function About({ alert }: { alert: AlertView }) {
  const { kind, subject, variant } = alert;
  const endpoint = endpointOf(alert);
  if (endpoint) {
    const href = kind === 'DELIVERY_DEAD' ? deadLettersOf(endpoint.id) : paths.adminEndpoint(endpoint.id);
    return (
      <Link href={href} {...rowLink}>
        {endpoint.name}
      </Link>
    );
  }
  if (!variant) return subject;
  return (
    <span className="flex items-center gap-3">
      <ArtFrame src={variant.image?.url} alt="" className="size-8 shrink-0 rounded-sm" />
      <span className="min-w-0">
        <Link href={paths.adminStockOf(variant.id)} {...rowLink}>
          {variant.productName}
        </Link>
        <span className="block text-faint text-xs">{optionsText(variant.options)}</span>
      </span>
    </span>
  );
}

function deadLettersOf(endpointId: string): string {
  return `${paths.adminDeadLetters}?${new URLSearchParams({ endpointId })}`;
}
