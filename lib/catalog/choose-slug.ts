import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { reservedSlugs, slugLengthMax } from './model';
import { slugOf } from './rules';

/**
 * A free address from the English name; where that is missing or taken, the end of the id makes it unique.
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
  const taken = table === 'products' ? await tx.product.count({ where }) : await tx.category.count({ where });
  return taken === 0 && !reservedSlugs.has(base) ? base : `${base}-${suffix}`;
}
