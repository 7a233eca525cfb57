import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import type { ProductDetail } from '@/lib/catalog/model';
import { readProduct } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { now } from '@/lib/shared/clock';

/** The product of this address, by its name in the address or its id. Read once per request. */
export const productOf = cache(async (idOrSlug: string): Promise<ProductDetail> => {
  const found = await readProduct(db(), { idOrSlug, now: now() }, { locale: await getLocale() });
  return found.ok ? found.value : notFound();
});
