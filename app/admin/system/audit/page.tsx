import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { AuditFilter } from '@/components/admin/audit-filter';
import { AuditListQuery, auditListPath } from '@/components/admin/audit-query';
import { AuditTable } from '@/components/admin/audit-table';
import { periodOf } from '@/components/queries/period';
import { queryText } from '@/components/queries/query-text';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { AuditQuery } from '@/lib/identity/audit-model';
import { listAuditEntries } from '@/lib/identity/audit-queries';
import { requireAdmin } from '@/lib/identity/auth';

type AuditPageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.audit');
  return { title: t('title') };
}

export default async function AuditLogPage({ searchParams }: AuditPageProps) {
  await requireAdmin(paths.adminAudit);
  const query = AuditListQuery.parse(await searchParams);
  const [t, timeZone] = await Promise.all([getTranslations('admin.audit'), getTimeZone()]);
  const entries = await listAuditEntries(db(), AuditQuery.parse({ ...query, ...periodOf(query, timeZone) }));
  if (!entries.ok) redirect(auditListPath({ ...query, cursor: undefined }));
  const isNarrowed = queryText({ ...query, cursor: undefined }) !== '';

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <AuditFilter query={query} isNarrowed={isNarrowed} />
      <AuditTable query={query} page={entries.value} isNarrowed={isNarrowed} />
    </div>
  );
}
