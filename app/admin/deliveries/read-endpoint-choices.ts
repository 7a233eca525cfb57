import { getTranslations } from 'next-intl/server';
import { db } from '@/lib/db/client';
import { listEndpoints, listRemovedEndpoints } from '@/lib/delivery/endpoint-queries';
import { pageSizeMax } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';

export type EndpointChoice = { id: string; name: string };

/** The endpoints that a list of deliveries can be narrowed to; of the removed ones, which say that they are, all or the one with this id. */
export async function readEndpointChoices(removed: 'all' | { id: string | undefined }): Promise<EndpointChoice[]> {
  const [t, present, gone] = await Promise.all([
    getTranslations('admin.deliveries.endpoints'),
    listEndpoints(db(), { limit: pageSizeMax }),
    readRemoved(removed),
  ]);
  return [
    ...unwrap(present).items.map(({ id, name }) => ({ id, name })),
    ...gone.map(({ id, name }) => ({ id, name: t('removedName', { name }) })),
  ];
}

async function readRemoved(wanted: 'all' | { id: string | undefined }): Promise<EndpointChoice[]> {
  if (wanted === 'all') return listRemovedEndpoints(db(), { limit: pageSizeMax });
  return wanted.id === undefined ? [] : listRemovedEndpoints(db(), { id: wanted.id, limit: 1 });
}
