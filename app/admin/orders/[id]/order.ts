import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { readAdminOrder } from '@/lib/orders/admin-queries';
import { now } from '@/lib/shared/clock';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins. Read once per request. */
export const findOrder = cache(async (orderId: string) => {
  if (!isId(orderId)) notFound();
  await requireAdmin(paths.adminOrder(orderId));
  const order = await readAdminOrder(db(), { orderId, locale: await getLocale(), now: now() });
  return order.ok ? order.value : notFound();
});
