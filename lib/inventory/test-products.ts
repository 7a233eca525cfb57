import type { NewVariant } from '@/lib/catalog/admin-model';
import { createCategory } from '@/lib/catalog/create-category';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import type { Options } from '@/lib/shared/options';
import { unwrap } from '@/lib/shared/result';
import { createStockedProduct } from './create-stocked-product';

// Goods for database tests, made by the real use cases.

/** An admin who needs no account: facts name people by id alone. */
export const testAdmin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };

const madeAt = new Date('2026-11-20T03:00:00Z');

/** A category at the root, or below `parentId`. */
export async function addCategory(slug: string, parentId?: string): Promise<string> {
  const category = { slug, name: { ko: `${slug} 분류`, en: slug }, parentId };
  const created = await inTransaction((tx) => createCategory(tx, { actor: testAdmin, category, now: madeAt }));
  return unwrap(created).categoryId;
}

type TestProduct = {
  name?: { ko: string; en?: string };
  description?: { ko: string; en?: string };
  slug?: string;
  categoryId?: string;
  status?: 'DRAFT' | 'ACTIVE' | 'ARCHIVED';
  now?: Date;
  variants?: Partial<NewVariant>[];
};

/** An active product; each variant named here has 10 units for 1,000 won unless it says otherwise, several have numbers. Gives the ids. */
export async function addProduct({ categoryId, variants = [{}], now = madeAt, ...rest }: TestProduct = {}) {
  const product = {
    name: { ko: '달항아리' },
    status: 'ACTIVE' as const,
    ...rest,
    categoryId: categoryId ?? (await addCategory(`c-${newId()}`)),
    variants: variants.map((variant, index) => ({
      sku: newSku(),
      options: (variants.length > 1 ? { 번호: `${index + 1}` } : {}) as Options,
      priceWon: 1_000,
      onHandUnits: 10,
      ...variant,
    })),
  };
  const created = unwrap(await inTransaction((tx) => createStockedProduct(tx, { actor: testAdmin, product, now })));
  return { productId: created.productId, variantIds: created.variants.map((variant) => variant.variantId) };
}

/** One word without figures, so that no search for another thing finds it by chance, as it would parts of an id. */
function newSku(): string {
  return `sku${newId().replace(/[\d-]/g, (sign) => (sign === '-' ? '' : 'ghijklmnop'.charAt(Number(sign))))}`;
}

/** A variant of its own product with this many units. */
export async function addVariant(onHandUnits: number): Promise<string> {
  const { variantIds } = await addProduct({ variants: [{ onHandUnits }] });
  return variantIds[0] ?? '';
}

export async function stockOf(variantId: string): Promise<{ onHandUnits: number; reservedUnits: number }> {
  return db().stockLevel.findUniqueOrThrow({
    where: { variantId },
    select: { onHandUnits: true, reservedUnits: true },
  });
}
