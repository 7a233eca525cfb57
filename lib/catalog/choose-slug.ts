import type { Tx } from '@/lib/db/client';
import { slugLengthMax } from './model';
import { slugOf } from './rules';

/** A free address from the English name; where that is missing or taken, the end of the id makes it unique. */
export async function chooseSlug(
  tx: Tx,
  table: 'products' | 'categories',
  { name, id }: { name: string | undefined; id: string },
): Promise<string> {
  const suffix = id.slice(-8);
  const base = slugOf(name ?? '', slugLengthMax - suffix.length - 1);
  if (base === '') return `${table === 'products' ? 'product' : 'category'}-${suffix}`;
  const where = { slug: base };
  const taken = table === 'products' ? await tx.product.count({ where }) : await tx.category.count({ where });
  return taken === 0 ? base : `${base}-${suffix}`;
}
