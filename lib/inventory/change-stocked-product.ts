import type { ProductChange } from '@/lib/catalog/admin-model';
import { type ChangedProduct, changeProduct } from '@/lib/catalog/change-product';
import type { CatalogError } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import type { Result } from '@/lib/shared/result';
import { announceStock } from './announce-stock';
import { judgeStockAlerts } from './judge-stock-alerts';
import { openStock } from './open-stock';

/**
 * Changes a product; variants that are added get the units they start with. What goes off sale or comes back is said to those who wait for
 * it, and its alerts are judged anew. Errors: those of
 * `changeProduct`.
 */
export async function changeStockedProduct(
  tx: Tx,
  { actor, productId, change, now }: { actor: Actor; productId: string; change: ProductChange; now: Date },
): Promise<Result<ChangedProduct, CatalogError>> {
  const changed = await changeProduct(tx, { actor, productId, change, now });
  if (!changed.ok) return changed;
  const { added, turnedIds } = changed.value;
  await openStock(tx, { actor, variants: added, now });
  await judgeStockAlerts(tx, [...added.map(({ variantId }) => variantId), ...turnedIds]);
  if (turnedIds.length > 0) announceStock(tx, turnedIds);
  return changed;
}
