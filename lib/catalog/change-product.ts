import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '@/lib/db/client';
import { firstRow, nullJson, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { pairOptions } from '@/lib/shared/options';
import { err, ok, type Result } from '@/lib/shared/result';
import { NewVariant, type ProductChange, type VariantChange } from './admin-model';
import { readAdminProduct } from './admin-queries';
import type { AddedVariant } from './create-product';
import { findTakenSku } from './find-taken-sku';
import { holdCategory } from './hold-category';
import { insertVariants } from './insert-variants';
import { type CatalogError, variantsPerProductMax } from './model';
import { findUnknownPicture } from './pictures/find-unknown-picture';
import { replacePictures } from './pictures/replace-pictures';
import { refreshListings } from './refresh-listings';
import { refuseTaken } from './refuse-taken';
import { cheapest, comparesFairly, findIndistinct, mergeVariants } from './rules';
import { writeTranslations } from './write-translations';

/** `turnedIds` are the variants that were there and whose status, or whose product's, is another one now. */
export type ChangedProduct = { added: AddedVariant[]; turnedIds: string[] };

/**
 * Changes what is named of a product and its variants, and keeps the product's price the cheapest active variant's.
 * Stock of added variants is opened by lib/inventory/change-stocked-product. A slug that is left goes on leading here: a trigger keeps it.
 *
 * Errors: `catalog.productNotFound`, `catalog.productChanged` (where the change names the version that it was made for), `catalog.variantNotFound` (not one of this product), `catalog.categoryNotFound`, `catalog.variantLimit`,
 * `catalog.noActiveVariant` (an active product needs one), `catalog.compareAtNotAbove`, `catalog.optionsDiffer` and `catalog.optionsTwice`
 * (what is new on sale can't be told apart), `catalog.slugTaken`, `catalog.skuTaken`, `catalog.pictureUnknown`.
 * A change that changes nothing leaves the version, and writes nothing into the audit log.
 * Locks the product's row.
 */
export async function changeProduct(
  tx: Tx,
  { actor, productId, change, now }: { actor: Actor; productId: string; change: ProductChange; now: Date },
): Promise<Result<ChangedProduct, CatalogError>> {
  assertAdmin(actor);
  await firstRow(tx, sql`SELECT id FROM products WHERE id = ${productId}::uuid FOR NO KEY UPDATE`);
  const before = await readAdminProduct(tx, { productId });
  if (!before.ok) return before;
  const { version } = before.value;
  if (change.version !== undefined && change.version !== version)
    return err({ code: 'catalog.productChanged', version });
  const changed = (change.variants ?? []).filter((entry) => entry.id !== undefined);
  const added = (change.variants ?? [])
    .filter((entry) => entry.id === undefined)
    .map((entry) => ({ ...NewVariant.parse(entry), variantId: newId() }));

  const known = new Set(before.value.variants.map((variant) => variant.id));
  if (changed.some((entry) => !known.has(entry.id ?? ''))) return err({ code: 'catalog.variantNotFound' });
  if (known.size + added.length > variantsPerProductMax)
    return err({ code: 'catalog.variantLimit', limit: variantsPerProductMax });
  const variants = mergeVariants(before.value.variants, changed, added);
  const unfair = variants.find((variant) => !comparesFairly(variant));
  if (unfair) return err({ code: 'catalog.compareAtNotAbove', sku: unfair.sku });
  const indistinct = findIndistinct(variants);
  if (indistinct) return err(indistinct);
  const active = variants.filter((variant) => variant.status === 'ACTIVE');
  const status = change.status ?? before.value.status;
  if (status === 'ACTIVE' && active.length === 0) return err({ code: 'catalog.noActiveVariant' });
  if (change.categoryId !== undefined && !(await holdCategory(tx, change.categoryId)))
    return err({ code: 'catalog.categoryNotFound' });
  const unknownUrl = await findUnknownPicture(
    tx,
    (change.pictures ?? []).map(({ url }) => url),
  );
  if (unknownUrl !== null) return err({ code: 'catalog.pictureUnknown', url: unknownUrl });
  const skus = (change.variants ?? []).flatMap((entry) => entry.sku ?? []);
  const takenSku = skus.length > 0 ? await findTakenSku(tx, { skus, productId }) : null;
  if (takenSku !== null) return err({ code: 'catalog.skuTaken', sku: takenSku });

  const price = cheapest(active) ?? cheapest(variants);
  const written = await refuseTaken(async () => {
    for (const { id, sku, options, optionsEn, priceWon, compareAtWon, maxPerOrder, status } of changed) {
      const data = { sku, priceWon, compareAtWon, maxPerOrder, status, ...optionsData({ options, optionsEn }) };
      await tx.variant.update({ where: { id }, data });
    }
    await insertVariants(tx, { productId, variants: added, firstPosition: known.size, now });
    await tx.product.update({
      where: { id: productId },
      data: {
        slug: change.slug,
        categoryId: change.categoryId,
        status,
        priceWon: price?.priceWon,
        compareAtWon: price?.compareAtWon ?? null,
        updatedAt: new Date(before.value.updatedAt),
      },
    });
  });
  if (!written.ok) return written;
  if (change.pictures) await replacePictures(tx, { productId, pictures: change.pictures });
  await writeTranslations(tx, { productId, name: change.name, description: change.description });
  await refreshListings(tx, { productIds: [productId] });
  const after = await readAdminProduct(tx, { productId });
  if (!after.ok) return after;
  if (isDeepStrictEqual(after.value, before.value)) return ok({ added: [], turnedIds: [] });
  await tx.product.update({ where: { id: productId }, data: { version: { increment: 1 }, updatedAt: now } });
  await writeAuditLog(tx, {
    actor,
    action: 'product.change',
    entityType: 'product',
    entityId: productId,
    before: before.value,
    after: { ...after.value, version: version + 1, updatedAt: now },
  });
  const isTurned = status !== before.value.status;
  return ok({
    added: added.map(({ variantId, sku, onHandUnits }) => ({ variantId, sku, onHandUnits })),
    turnedIds: before.value.variants
      .filter(({ id, status }) => isTurned || changed.some((one) => one.id === id && (one.status ?? status) !== status))
      .map(({ id }) => id),
  });
}

/** English alone can only be taken away. */
function optionsData({ options, optionsEn }: Pick<VariantChange, 'options' | 'optionsEn'>) {
  if (options) return { options, optionsEn: pairOptions(options, optionsEn) ?? nullJson };
  return optionsEn === null ? { optionsEn: nullJson } : {};
}
