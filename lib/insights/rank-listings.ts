import { refreshPopularity } from '@/lib/catalog/refresh-popularity';
import type { Db } from '@/lib/db/client';
import { readSoldLately } from './queries';

/** Has lists sort by what sold in the last three days, as the roll-up knows it at `now`; gives the number of products that moved. */
export async function rankListings(db: Db, { now }: { now: Date }): Promise<number> {
  return refreshPopularity(db, { scores: await readSoldLately(db, { now }) });
}
