import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { ExportForm } from '@/components/admin/import-export-form';
import { ImportGuide } from '@/components/admin/import-guide';
import { ImportList } from '@/components/admin/import-list';
import { ImportUpload } from '@/components/admin/import-upload';
import { Card, CardSection } from '@/components/ui/card';
import { PageHeading } from '@/components/ui/page-heading';
import { importRowsMax } from '@/lib/bulk/model';
import { listImports } from '@/lib/bulk/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { PageQuery } from '@/lib/shared/pagination';

type ImportsPageProps = { searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. */
const Search = z.object({ cursor: PageQuery.shape.cursor.catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.imports');
  return { title: t('title') };
}

export default async function ImportsPage({ searchParams }: ImportsPageProps) {
  await requireAdmin(paths.adminImports);
  const { cursor } = Search.parse(await searchParams);
  const [t, imports] = await Promise.all([
    getTranslations('admin.imports'),
    listImports(db(), PageQuery.parse({ cursor })),
  ]);
  if (!imports.ok) redirect(paths.adminImports);

  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <div className="grid grid-cols-1 items-stretch gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card>
          <CardSection title={t('upload.title')} description={t('upload.lead', { rows: importRowsMax })}>
            <ImportUpload />
          </CardSection>
        </Card>
        <Card>
          <CardSection title={t('export.title')} description={t('export.lead')}>
            <ExportForm />
          </CardSection>
        </Card>
      </div>
      <ImportGuide />
      <section className="grid grid-cols-1 gap-3">
        <h2 className="font-semibold text-base">{t('list.title')}</h2>
        <ImportList page={imports.value} cursor={cursor} />
      </section>
    </div>
  );
}
