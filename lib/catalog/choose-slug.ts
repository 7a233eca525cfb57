import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { reservedSlugs } from './admin-model';
import { slugLengthMax } from './model';
import { slugOf } from './rules';

/**
 * A free address from the English name; where that is missing or taken, the end of the id makes it unique. One that was another's before
 * is not chosen either, so that old links go on leading there; who writes it on purpose may have it.
 *
 * Who asks for the same name at the same moment waits for the other's commit, and then finds it taken.
 */
export async function chooseSlug(
  tx: Tx,
  table: 'products' | 'categories',
  { name, id }: { name: string | undefined; id: string },
): Promise<string> {
  const suffix = id.slice(-8);
  const base = slugOf(name ?? '', slugLengthMax - suffix.length - 1);
  if (base === '') return `${table === 'products' ? 'product' : 'category'}-${suffix}`;
  await execute(tx, sql`SELECT pg_advisory_xact_lock(hashtext(${`${table}:${base}`}))`);
  const where = { slug: base };
  const [present, former] =
    table === 'products'
      ? [await tx.product.count({ where }), await tx.formerProductSlug.count({ where })]
      : [await tx.category.count({ where }), await tx.formerCategorySlug.count({ where })];
  return present + former === 0 && !reservedSlugs.has(base) ? base : `${base}-${suffix}`;
}
