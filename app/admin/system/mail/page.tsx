import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { MailFilter } from '@/components/admin/mail-filter';
import { MailTable } from '@/components/admin/mail-table';
import { pathWith, queryText } from '@/components/queries/query-text';

import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { MessageQuery } from '@/lib/notifications/model';
import { listMessages } from '@/lib/notifications/queries';

type MailPageProps = { searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. */
const { q, state, kind, cursor } = MessageQuery.shape;
const Search = z.object({
  q: q.catch(undefined),
  state: state.catch(undefined),
  kind: kind.catch(undefined),
  cursor: cursor.catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.mail');
  return { title: t('title') };
}

export default async function MailPage({ searchParams }: MailPageProps) {
  await requireAdmin(paths.adminMail);
  const search = Search.parse(await searchParams);
  const [t, messages] = await Promise.all([
    getTranslations('admin.mail'),
    listMessages(db(), MessageQuery.parse(search)),
  ]);
  if (!messages.ok) redirect(pathWith(paths.adminMail, { ...search, cursor: undefined }));
  const isNarrowed = queryText({ ...search, cursor: undefined }) !== '';

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      {!env().SMTP_URL && <Notice tone="info">{t('captured')}</Notice>}
      <MailFilter search={search} isNarrowed={isNarrowed} />
      <MailTable key={queryText(search)} search={search} rendered={messages.value} isNarrowed={isNarrowed} />
    </div>
  );
}
