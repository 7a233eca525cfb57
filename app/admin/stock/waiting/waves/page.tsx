import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { RestockSections } from '@/components/admin/restock-sections';
import { RestockWaveTable } from '@/components/admin/restock-wave-table';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { listRestockWaves } from '@/lib/notifications/restock/queries';
import { PageQuery } from '@/lib/shared/pagination';

type RestockWavesProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.restocks');
  return { title: `${t('title')} · ${t('sections.waves')}` };
}

export default async function RestockWavesPage({ searchParams }: RestockWavesProps) {
  await requireAdmin(paths.adminRestockWaves);
  const cursor = PageQuery.shape.cursor.catch(undefined).parse((await searchParams).cursor);
  const [t, listed] = await Promise.all([
    getTranslations('admin.restocks'),
    listRestockWaves(db(), PageQuery.parse({ cursor }), { locale: await getLocale() }),
  ]);
  if (!listed.ok) redirect(paths.adminRestockWaves);

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <RestockSections here="waves" />
      <RestockWaveTable key={cursor ?? ''} cursor={cursor} rendered={listed.value} />
    </div>
  );
}
