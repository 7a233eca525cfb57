import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { RestockSections } from '@/components/admin/restock-sections';
import { RestockVariantTable } from '@/components/admin/restock-variant-table';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { listRestockVariants } from '@/lib/notifications/restock/queries';
import { PageQuery } from '@/lib/shared/pagination';

type RestockVariantsProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.restocks');
  return { title: `${t('title')} · ${t('sections.variants')}` };
}

export default async function RestockVariantsPage({ searchParams }: RestockVariantsProps) {
  await requireAdmin(paths.adminRestockVariants);
  const cursor = PageQuery.shape.cursor.catch(undefined).parse((await searchParams).cursor);
  const [t, listed] = await Promise.all([
    getTranslations('admin.restocks'),
    listRestockVariants(db(), PageQuery.parse({ cursor }), { locale: await getLocale() }),
  ]);
  if (!listed.ok) redirect(paths.adminRestockVariants);

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <RestockSections here="variants" />
      <RestockVariantTable key={cursor ?? ''} cursor={cursor} rendered={listed.value} />
    </div>
  );
}
