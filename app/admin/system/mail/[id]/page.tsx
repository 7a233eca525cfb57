import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { MailDetail } from '@/components/admin/mail-detail';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { getMessage } from '@/lib/notifications/queries';
import { isId } from '@/lib/shared/ids';

type MailOfProps = { params: Promise<{ id: string }> };

const readMessage = cache(async (id: string) => {
  await requireAdmin(paths.adminMailOf(id));
  const message = isId(id) ? await getMessage(db(), id) : null;
  if (!message?.ok) notFound();
  return message.value;
});

export async function generateMetadata({ params }: MailOfProps): Promise<Metadata> {
  return { title: (await readMessage((await params).id)).subject };
}

export default async function MailOf({ params }: MailOfProps) {
  return <MailDetail rendered={await readMessage((await params).id)} />;
}
