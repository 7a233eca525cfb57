import type { Tx } from '@/lib/db/client';
import { nullJson } from '@/lib/db/sql';
import { pairOptions } from '@/lib/shared/options';
import type { NewVariant } from './admin-model';

/** Adds variants to a product, in their order. A taken SKU throws: call it within `refuseTaken`. */
export async function insertVariants(
  tx: Tx,
  { productId, variants, firstPosition, now }: InsertVariants,
): Promise<void> {
  await tx.variant.createMany({
    data: variants.map(({ variantId, sku, options, optionsEn, priceWon, compareAtWon, maxPerOrder }, index) => ({
      id: variantId,
      productId,
      sku,
      options,
      optionsEn: pairOptions(options, optionsEn) ?? nullJson,
      priceWon,
      compareAtWon: compareAtWon ?? null,
      maxPerOrder: maxPerOrder ?? null,
      position: firstPosition + index,
      createdAt: now,
    })),
  });
}

type InsertVariants = {
  productId: string;
  variants: (NewVariant & { variantId: string })[];
  firstPosition: number;
  now: Date;
};
