import { ChevronRight, History } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { ExactTime } from '@/components/ui/exact-time';
import { Pagination } from '@/components/ui/pagination';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { textLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { AuditEntityType, AuditEntryView } from '@/lib/identity/audit-model';
import type { Page } from '@/lib/shared/pagination';
import { auditChanges } from './audit-changes';
import { type AuditListQuery, auditListPath } from './audit-query';
import { AuditAction } from './audit-words';

type AuditTableProps = { query: AuditListQuery; page: Page<AuditEntryView>; isNarrowed: boolean };

/** Who did what, newest first, each with what it changed. */
export function AuditTable({ query, page, isNarrowed }: AuditTableProps) {
  const t = useTranslations('admin.audit');
  if (page.items.length === 0) {
    const said = isNarrowed
      ? { title: t('noneTitle'), body: t('noneBody') }
      : { title: t('emptyTitle'), body: t('emptyBody') };
    return <EmptyState icon={History} {...said} className="rounded-md border bg-surface" />;
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      <Table label={t('title')}>
        <TableHead>
          <tr>
            <TableHeading>{t('columns.when')}</TableHeading>
            <TableHeading>{t('columns.who')}</TableHeading>
            <TableHeading>{t('columns.what')}</TableHeading>
            <TableHeading>{t('columns.about')}</TableHeading>
            <TableHeading>{t('columns.changes')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {page.items.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </TableBody>
      </Table>
      <Pagination
        link={Link}
        previousHref={query.cursor ? auditListPath({ ...query, cursor: undefined }) : null}
        nextHref={page.nextCursor ? auditListPath({ ...query, cursor: page.nextCursor }) : null}
      />
    </div>
  );
}

function AuditRow({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations('admin.audit');
  const { occurredAt, actor, action } = entry;
  return (
    <TableRow className="[&>td]:align-top">
      <TableCell className="whitespace-nowrap text-muted tabular-nums">
        <ExactTime at={occurredAt} seconds />
      </TableCell>
      <TableCell className="max-w-40 truncate">{actor.name ?? t('nobody')}</TableCell>
      <TableCell className="whitespace-nowrap">
        <AuditAction action={action} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <AuditEntity entry={entry} />
      </TableCell>
      <TableCell className="min-w-64 max-w-md">
        <AuditChanges entry={entry} />
      </TableCell>
    </TableRow>
  );
}

/** Where the office shows one of them. */
const entityPaths: Partial<Record<AuditEntityType, (id: string) => string>> = {
  order: paths.adminOrder,
  product: paths.adminProduct,
  variant: paths.adminStockOf,
  productImport: paths.adminImport,
  couponCampaign: paths.adminCampaign,
  delivery: paths.adminDelivery,
  deliveryEndpoint: paths.adminEndpoint,
  message: paths.adminMailOf,
  job_run: paths.adminJobRun,
};

/** Ids that grow with time begin alike, and differ at their end. */
const shortIdLength = 8;

function AuditEntity({ entry: { entityType, entityId } }: { entry: AuditEntryView }) {
  const t = useTranslations('admin.audit.entities');
  const href = entityPaths[entityType]?.(entityId);
  return (
    <>
      {href ? (
        <Link href={href} prefetch={false} className={textLink}>
          {t(entityType)}
        </Link>
      ) : (
        t(entityType)
      )}
      <span title={entityId} className="ml-1.5 font-mono text-faint text-xs">
        {entityId.slice(-shortIdLength)}
      </span>
    </>
  );
}

function AuditChanges({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations('admin.audit');
  const changes = auditChanges(entry);
  if (changes.length === 0) return <span className="text-faint">–</span>;
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-xs text-xs underline-offset-4 hover:underline max-md:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        {t('changes', { count: changes.length })}
      </summary>
      <dl className="mt-1 grid grid-cols-1 gap-0.5 rounded-md border bg-sunken px-4 py-3 font-mono text-xs">
        {changes.map(({ member, before, after }) => (
          <div key={member} className="[overflow-wrap:anywhere]">
            <dt className="inline text-muted">{member}</dt>{' '}
            <dd className="inline">
              {before} → {after}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
