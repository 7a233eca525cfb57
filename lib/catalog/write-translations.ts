import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { locales } from '@/lib/shared/locale';

type Texts = { ko?: string | undefined; en?: string | null | undefined };

/**
 * Sets the texts that are named, takes away those that are null, and leaves the others. A language that has a description and no name
 * borrows the Korean name, since a translation always has one.
 */
export async function writeTranslations(
  tx: Tx,
  { productId, name, description }: { productId: string; name?: Texts | undefined; description?: Texts | undefined },
): Promise<void> {
  for (const locale of locales) {
    const [newName, newDescription] = [name?.[locale], description?.[locale]];
    if (newName === undefined && newDescription === undefined) continue;
    const koreanName = sql`(SELECT name FROM product_translations WHERE product_id = ${productId}::uuid AND locale = 'ko')`;
    const nameNow = newName === null ? koreanName : sql`${newName ?? null}::text`;
    const descriptionNow = newDescription === null ? '' : (newDescription ?? null);
    await execute(
      tx,
      sql`INSERT INTO product_translations AS t (product_id, locale, name, description)
          VALUES (${productId}::uuid, ${locale}::locale, coalesce(${nameNow}, ${koreanName}), coalesce(${descriptionNow}::text, ''))
          ON CONFLICT (product_id, locale) DO UPDATE SET
            name = coalesce(${nameNow}, t.name), description = coalesce(${descriptionNow}::text, t.description)`,
    );
    if (newName === null)
      await execute(
        tx,
        sql`DELETE FROM product_translations
            WHERE product_id = ${productId}::uuid AND locale = ${locale}::locale AND description = ''`,
      );
  }
}
