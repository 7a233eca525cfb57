import { violatedUnique } from '@/lib/db/unique-violation';
import { err, ok, type Result } from '@/lib/shared/result';

export type TakenError = { code: 'catalog.slugTaken' } | { code: 'catalog.skuTaken'; sku?: string };

const takenByIndex: Record<string, TakenError> = {
  products_slug_key: { code: 'catalog.slugTaken' },
  categories_slug_key: { code: 'catalog.slugTaken' },
  variants_sku_key: { code: 'catalog.skuTaken' },
};

/** Runs writes whose slug or SKU someone else may have, perhaps since a moment ago: the UNIQUE index decides, not a look before. */
export async function refuseTaken<Value>(write: () => Promise<Value>): Promise<Result<Value, TakenError>> {
  try {
    return ok(await write());
  } catch (error) {
    const taken = takenByIndex[violatedUnique(error) ?? ''];
    if (!taken) throw error;
    return err(taken);
  }
}
