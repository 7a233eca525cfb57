import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { readStock } from '@/lib/inventory/queries';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins. Read once per request. */
export const readVariant = cache(async (variantId: string) => {
  await requireAdmin(paths.adminStockOf(variantId));
  const stock = isId(variantId) ? await readStock(db(), { variantId }, { locale: await getLocale() }) : null;
  if (!stock?.ok) notFound();
  return stock.value;
});
