import { notFound } from 'next/navigation';
import { cache } from 'react';
import { getRun } from '@/inngest/embedded/get-run';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins. Read once per request. */
export const readRun = cache(async (id: string) => {
  await requireAdmin(paths.adminJobRun(id));
  const run = isId(id) ? await getRun(db(), id) : null;
  if (!run?.ok) notFound();
  return run.value;
});
