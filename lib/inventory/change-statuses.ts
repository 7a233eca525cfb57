import { changeProduct } from '@/lib/catalog/change-product';
import type { CatalogError, ProductStatus } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import { ok, type Result } from '@/lib/shared/result';
import { announceStock } from './announce-stock';
import { judgeStockAlerts } from './judge-stock-alerts';

/** How many were changed, and which stayed as they are, since a rule is against it. */
export type ChangedStatuses = { changedCount: number; refused: { productId: string; code: CatalogError['code'] }[] };

/** Brings each of these products that can have the status into it. Locks them in id order, so that two such presses do not wait for each other. */
export async function changeStatuses(
  tx: Tx,
  { actor, productIds, status, now }: { actor: Actor; productIds: string[]; status: ProductStatus; now: Date },
): Promise<Result<ChangedStatuses, never>> {
  const refused: ChangedStatuses['refused'] = [];
  const turnedIds: string[] = [];
  const ids = [...new Set(productIds)].sort();
  for (const productId of ids) {
    // With nothing but a status, whatever refuses does so before the first write, so the transaction goes on.
    const changed = await changeProduct(tx, { actor, productId, change: { status }, now });
    if (changed.ok) turnedIds.push(...changed.value.turnedIds);
    else refused.push({ productId, code: changed.error.code });
  }
  // All stock rows in one order, and last, since checkouts want them.
  await judgeStockAlerts(tx, turnedIds);
  if (turnedIds.length > 0) announceStock(tx, turnedIds);
  return ok({ changedCount: ids.length - refused.length, refused });
}
