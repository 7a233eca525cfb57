import type { NewProduct } from '@/lib/catalog/admin-model';
import { type CreatedProduct, createProduct } from '@/lib/catalog/create-product';
import type { CatalogError } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import type { Result } from '@/lib/shared/result';
import { judgeStockAlerts } from './judge-stock-alerts';
import { openStock } from './open-stock';

/** A new product with the units that its variants start with. Errors: those of `createProduct`. */
export async function createStockedProduct(
  tx: Tx,
  { actor, product, now }: { actor: Actor; product: NewProduct; now: Date },
): Promise<Result<CreatedProduct, CatalogError>> {
  const created = await createProduct(tx, { actor, product, now });
  if (!created.ok) return created;
  const { variants } = created.value;
  await openStock(tx, { actor, variants, now });
  await judgeStockAlerts(
    tx,
    variants.map(({ variantId }) => variantId),
  );
  return created;
}
