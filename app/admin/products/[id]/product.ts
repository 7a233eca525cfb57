import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readAdminProduct } from '@/lib/catalog/admin-queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins. Read once per request. */
export const readProduct = cache(async (productId: string) => {
  await requireAdmin(paths.adminProduct(productId));
  const product = isId(productId) ? await readAdminProduct(db(), { productId }) : null;
  return product?.ok ? product.value : notFound();
});
