import type { NewVariantOf } from '@/lib/catalog/admin-model';
import type { CatalogError } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import { required } from '@/lib/shared/invariant';
import { ok, type Result } from '@/lib/shared/result';
import { changeStockedProduct } from './change-stocked-product';

/** A further variant of a product, with the units it starts with. Errors: those of `changeProduct`. */
export async function addStockedVariant(
  tx: Tx,
  { actor, variant, now }: { actor: Actor; variant: NewVariantOf; now: Date },
): Promise<Result<{ variantId: string }, CatalogError>> {
  const { productId, ...entry } = variant;
  const changed = await changeStockedProduct(tx, { actor, productId, change: { variants: [entry] }, now });
  if (!changed.ok) return changed;
  return ok({ variantId: required(changed.value.added[0], 'the added variant').variantId });
}
