import type { ProductChange } from '@/lib/catalog/admin-model';
import { changeProduct } from '@/lib/catalog/change-product';
import type { AddedVariant } from '@/lib/catalog/create-product';
import type { CatalogError } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import type { Result } from '@/lib/shared/result';
import { openStock } from './open-stock';

/** Changes a product; variants that are added get the units they start with. Errors: those of `changeProduct`. */
export async function changeStockedProduct(
  tx: Tx,
  { actor, productId, change, now }: { actor: Actor; productId: string; change: ProductChange; now: Date },
): Promise<Result<{ added: AddedVariant[] }, CatalogError>> {
  const changed = await changeProduct(tx, { actor, productId, change, now });
  if (changed.ok) await openStock(tx, { actor, variants: changed.value.added, now });
  return changed;
}
