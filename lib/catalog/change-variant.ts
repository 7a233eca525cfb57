import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import { err, type Result } from '@/lib/shared/result';
import type { VariantChange } from './admin-model';
import { findProductIdOfVariant } from './admin-queries';
import { changeProduct } from './change-product';
import type { CatalogError } from './model';

/** Changes one variant; its product's price follows. Errors: those of `changeProduct`. */
export async function changeVariant(
  tx: Tx,
  { actor, variantId, change, now }: { actor: Actor; variantId: string; change: VariantChange; now: Date },
): Promise<Result<unknown, CatalogError>> {
  const productId = await findProductIdOfVariant(tx, variantId);
  if (productId === null) return err({ code: 'catalog.variantNotFound' });
  return changeProduct(tx, { actor, productId, change: { variants: [{ ...change, id: variantId }] }, now });
}
