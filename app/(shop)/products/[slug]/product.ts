import { notFound, permanentRedirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import type { ProductDetail } from '@/lib/catalog/model';
import { readProduct } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { now } from '@/lib/shared/clock';

/** The product of this address, by its present slug; from a former one or its id people are sent on (308). Read once per request. */
export const productOf = cache(async (idOrSlug: string): Promise<ProductDetail> => {
  const found = await readProduct(db(), { idOrSlug, now: now() }, { locale: await getLocale() });
  if (!found.ok) notFound();
  if (found.value.slug !== idOrSlug) permanentRedirect(paths.product(found.value.slug));
  return found.value;
});
