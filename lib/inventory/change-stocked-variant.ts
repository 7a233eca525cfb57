import type { VariantChange } from '@/lib/catalog/admin-model';
import { findProductIdOfVariant } from '@/lib/catalog/admin-queries';
import type { CatalogError } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import { err, type Result } from '@/lib/shared/result';
import { changeStockedProduct } from './change-stocked-product';

/** Changes one variant; its product's price follows. Errors: those of `changeProduct`. */
export async function changeStockedVariant(
  tx: Tx,
  { actor, variantId, change, now }: { actor: Actor; variantId: string; change: VariantChange; now: Date },
): Promise<Result<unknown, CatalogError>> {
  const productId = await findProductIdOfVariant(tx, variantId);
  if (productId === null) return err({ code: 'catalog.variantNotFound' });
  return changeStockedProduct(tx, { actor, productId, change: { variants: [{ ...change, id: variantId }] }, now });
}
