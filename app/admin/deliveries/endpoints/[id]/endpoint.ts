import { notFound } from 'next/navigation';
import { cache } from 'react';
import { db } from '@/lib/db/client';
import { getEndpoint } from '@/lib/delivery/endpoint-queries';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins. Read once per request. */
export const readEndpoint = cache(async (id: string) => {
  await requireAdmin(paths.adminEndpoint(id));
  const endpoint = isId(id) ? await getEndpoint(db(), id) : null;
  if (!endpoint?.ok) notFound();
  return endpoint.value;
});
