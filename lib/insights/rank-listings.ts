import { refreshPopularity } from '@/lib/catalog/refresh-popularity';
import type { Db } from '@/lib/db/client';
import { rows } from '@/lib/db/sql';
import { soldLately } from './queries';

/** Has lists sort by what sold in the last three days, as the roll-up knows it at `now`; gives the number of products that moved. */
export async function rankListings(db: Db, { now }: { now: Date }): Promise<number> {
  const scores = await rows<{ productId: string; units: number }>(db, soldLately({ now }));
  return refreshPopularity(db, { scores });
}
