import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { hours, later } from '@/lib/shared/clock';
import type { PictureStore } from './model';

/** Younger files may belong to a picture that is being added right now. */
const graceMs = hours(24);
const batchSize = 500;

/**
 * Removes files that no product shows: what a crash left between storing a picture and adding it, and what was taken off every product.
 * Those wait a day, as pages that are open still show them. Doing it again, or beside an upload, harms nothing.
 */
export async function sweepPictures(
  db: Db,
  store: PictureStore,
  { now }: { now: Date },
): Promise<{ removedCount: number }> {
  const before = later(now, -graceMs);
  let removedCount = 0;
  for await (const names of batches(store.listOlder(before))) {
    for (const name of await findOrphans(db, store, names)) {
      await store.removeOlder(name, before);
      removedCount++;
    }
  }
  return { removedCount };
}

async function findOrphans(db: Db, store: PictureStore, names: string[]): Promise<string[]> {
  const stemOf = (name: string) => store.urlOf(name).split('.')[0] ?? '';
  const shown = await rows<{ stem: string }>(
    db,
    sql`SELECT split_part(url, '.', 1) AS stem FROM pictures WHERE split_part(url, '.', 1) = ANY (${names.map(stemOf)})`,
  );
  const stems = new Set(shown.map(({ stem }) => stem));
  return names.filter((name) => !stems.has(stemOf(name)));
}

async function* batches(names: AsyncIterable<string>): AsyncIterable<string[]> {
  let batch: string[] = [];
  for await (const name of names) {
    batch.push(name);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
