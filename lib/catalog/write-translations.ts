import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { locales } from '@/lib/shared/locale';

type Texts = { ko?: string | undefined; en?: string | undefined };

/**
 * Sets the texts that are named and leaves the others. A language that gets a description before it has a name borrows the Korean
 * name, since a translation always has one.
 */
export async function writeTranslations(
  tx: Tx,
  { productId, name, description }: { productId: string; name?: Texts | undefined; description?: Texts | undefined },
): Promise<void> {
  for (const locale of locales) {
    const [newName, newDescription] = [name?.[locale] ?? null, description?.[locale] ?? null];
    if (newName === null && newDescription === null) continue;
    await execute(
      tx,
      sql`INSERT INTO product_translations AS t (product_id, locale, name, description)
          VALUES (${productId}::uuid, ${locale}::locale,
            coalesce(${newName}::text, (SELECT name FROM product_translations WHERE product_id = ${productId}::uuid AND locale = 'ko')),
            coalesce(${newDescription}::text, ''))
          ON CONFLICT (product_id, locale) DO UPDATE SET
            name = coalesce(${newName}::text, t.name), description = coalesce(${newDescription}::text, t.description)`,
    );
  }
}
