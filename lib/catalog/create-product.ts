import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { NewProduct, NewVariant } from './admin-model';
import { chooseSlug } from './choose-slug';
import { findTakenSku } from './find-taken-sku';
import { holdCategory } from './hold-category';
import { insertVariants } from './insert-variants';
import type { CatalogError } from './model';
import { findUnknownPicture } from './pictures/find-unknown-picture';
import { refreshListings } from './refresh-listings';
import { refuseTaken } from './refuse-taken';
import { cheapest, comparesFairly } from './rules';
import { writeTranslations } from './write-translations';

export type CreatedProduct = { productId: string; slug: string; variants: AddedVariant[] };

/** A variant that is new, with the stock it shall start with. */
export type AddedVariant = { variantId: string; sku: string; onHandUnits: number };

/**
 * Writes a product with its translations, pictures and variants. Its stock is opened by lib/inventory/create-stocked-product.
 *
 * Errors: `catalog.categoryNotFound`, `catalog.pictureUnknown`, `catalog.compareAtNotAbove`, `catalog.slugTaken`, `catalog.skuTaken`.
 */
export async function createProduct(
  tx: Tx,
  { actor, product, now }: { actor: Actor; product: NewProduct; now: Date },
): Promise<Result<CreatedProduct, CatalogError>> {
  assertAdmin(actor);
  const unfair = product.variants.map(pricesOf).find((variant) => !comparesFairly(variant));
  if (unfair) return err({ code: 'catalog.compareAtNotAbove', sku: unfair.sku });
  if (!(await holdCategory(tx, product.categoryId))) return err({ code: 'catalog.categoryNotFound' });

  const unknownUrl = await findUnknownPicture(
    tx,
    (product.pictures ?? []).map(({ url }) => url),
  );
  if (unknownUrl !== null) return err({ code: 'catalog.pictureUnknown', url: unknownUrl });

  const productId = newId();
  const sku = await findTakenSku(tx, { skus: product.variants.map((variant) => variant.sku), productId });
  if (sku !== null) return err({ code: 'catalog.skuTaken', sku });
  const slug = product.slug ?? (await chooseSlug(tx, 'products', { name: product.name.en, id: productId }));
  const price = cheapest(product.variants.map(pricesOf));
  const variants = product.variants.map((variant) => ({ ...variant, variantId: newId() }));
  const written = await refuseTaken(async () => {
    await tx.product.create({
      data: {
        id: productId,
        slug,
        categoryId: product.categoryId,
        status: product.status,
        priceWon: price?.priceWon ?? 0,
        compareAtWon: price?.compareAtWon ?? null,
        createdAt: now,
        updatedAt: now,
        pictures: {
          create: (product.pictures ?? []).map((picture, position) => ({ id: newId(), position, ...picture })),
        },
      },
    });
    await insertVariants(tx, { productId, variants, firstPosition: 0, now });
  });
  if (!written.ok) return written;
  await writeTranslations(tx, { productId, name: product.name, description: product.description });
  await refreshListings(tx, { productIds: [productId] });
  await writeAuditLog(tx, {
    actor,
    action: 'product.create',
    entityType: 'product',
    entityId: productId,
    after: { slug, ...product },
  });
  return ok({
    productId,
    slug,
    variants: variants.map(({ variantId, sku, onHandUnits }) => ({ variantId, sku, onHandUnits })),
  });
}

function pricesOf({ sku, priceWon, compareAtWon }: NewVariant) {
  return { sku, priceWon, compareAtWon: compareAtWon ?? null };
}
