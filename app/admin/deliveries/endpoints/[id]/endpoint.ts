import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { deliveryLogPath } from '@/components/queries/delivery-search';
import { db } from '@/lib/db/client';
import { getEndpoint, listRemovedEndpoints } from '@/lib/delivery/endpoint-queries';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins; of one that was removed there is the log. Read once per request. */
export const readEndpoint = cache(async (id: string) => {
  await requireAdmin(paths.adminEndpoint(id));
  if (!isId(id)) notFound();
  const endpoint = await getEndpoint(db(), id);
  if (endpoint.ok) return endpoint.value;
  const [removed] = await listRemovedEndpoints(db(), { id, limit: 1 });
  if (removed) redirect(deliveryLogPath({ endpointId: id }));
  notFound();
});
