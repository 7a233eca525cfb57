import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';
import type { OrderView } from '@/lib/orders/model';
import { readOrder } from '@/lib/orders/queries';
import { now } from '@/lib/shared/clock';
import { isId } from '@/lib/shared/ids';

/** The reader's own order; somebody else's is not found. Read once per request. */
export const orderOf = cache(async (orderId: string): Promise<OrderView> => {
  const [user, locale] = await Promise.all([requireUser(paths.order(orderId)), getLocale()]);
  if (!isId(orderId)) notFound();
  const reader = { side: 'CUSTOMER', userId: user.id } as const;
  const found = await readOrder(db(), { orderId, reader, locale, now: now() });
  return found.ok ? found.value : notFound();
});
