import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ReorderTable } from '@/components/admin/reorder-table';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { listToReorder } from '@/lib/inventory/list-to-reorder';
import { reorderAheadDays } from '@/lib/inventory/model';
import { now } from '@/lib/shared/clock';
import { PageQuery } from '@/lib/shared/pagination';

type ReorderPageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.reorder');
  return { title: t('title') };
}

export default async function ReorderPage({ searchParams }: ReorderPageProps) {
  await requireAdmin(paths.adminReorder);
  const cursor = PageQuery.shape.cursor.catch(undefined).parse((await searchParams).cursor);
  const [t, page] = await Promise.all([
    getTranslations('admin.reorder'),
    listToReorder(db(), PageQuery.parse({ cursor }), { locale: await getLocale(), now: now() }),
  ]);
  if (!page.ok) redirect(paths.adminReorder);

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead', { days: reorderAheadDays })} />
      <ReorderTable key={cursor ?? ''} cursor={cursor} rendered={page.value} />
    </div>
  );
}
