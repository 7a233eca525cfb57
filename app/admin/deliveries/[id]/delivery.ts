import { notFound } from 'next/navigation';
import { cache } from 'react';
import { db } from '@/lib/db/client';
import { getDelivery } from '@/lib/delivery/delivery-queries';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins. Read once per request. */
export const readDelivery = cache(async (id: string) => {
  await requireAdmin(paths.adminDelivery(id));
  const delivery = isId(id) ? await getDelivery(db(), id) : null;
  if (!delivery?.ok) notFound();
  return delivery.value;
});
