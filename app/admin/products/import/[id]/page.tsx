import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { z } from 'zod';
import { ImportChanges } from '@/components/admin/import-changes';
import { ImportDetail } from '@/components/admin/import-detail';
import { ImportProblems } from '@/components/admin/import-problems';
import { listChanges, listProblems, readImport } from '@/lib/bulk/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';
import { PageQuery } from '@/lib/shared/pagination';

type ImportPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, unknown>> };

const rowsShown = 50;
const Search = z.object({ cursor: PageQuery.shape.cursor.catch(undefined) });

const readOne = cache(async (id: string) => {
  await requireAdmin(paths.adminImport(id));
  const one = isId(id) ? await readImport(db(), { importId: id }) : null;
  if (!one?.ok) notFound();
  return one.value;
});

export async function generateMetadata({ params }: ImportPageProps): Promise<Metadata> {
  const [t, one] = await Promise.all([getTranslations('admin.imports'), readOne((await params).id)]);
  return { title: `${one.fileName || t('list.unnamed')} · ${t('title')}` };
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const one = await readOne((await params).id);
  const { cursor } = Search.parse(await searchParams);
  return (
    <ImportDetail rendered={one}>
      {one.badRowCount > 0 ? (
        <Problems importId={one.id} cursor={cursor} />
      ) : (
        <Changes importId={one.id} cursor={cursor} />
      )}
    </ImportDetail>
  );
}

type RowsProps = { importId: string; cursor: string | undefined };

async function Problems({ importId, cursor }: RowsProps) {
  const locale = await getLocale();
  const page = await listProblems(db(), { importId, cursor, limit: rowsShown, locale });
  if (!page.ok) redirect(paths.adminImport(importId));
  return <ImportProblems importId={importId} page={page.value} cursor={cursor} />;
}

async function Changes({ importId, cursor }: RowsProps) {
  const page = await listChanges(db(), { importId, cursor, limit: rowsShown });
  if (!page.ok) redirect(paths.adminImport(importId));
  return <ImportChanges importId={importId} page={page.value} cursor={cursor} />;
}
