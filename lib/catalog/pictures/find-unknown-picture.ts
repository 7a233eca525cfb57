import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { uploadedPictureForm } from './sizes';

/** The first of these addresses that looks like an upload's and is none that any product shows, or null. What comes with the shop is not looked up. */
export async function findUnknownPicture(db: Db, urls: string[]): Promise<string | null> {
  const uploads = urls.filter((url) => uploadedPictureForm.test(url));
  if (uploads.length === 0) return null;
  // By what all sizes begin with, which is what the index is of.
  const stems = uploads.map((url) => url.split('.')[0] ?? '');
  const found = await rows<{ url: string }>(
    db,
    sql`SELECT DISTINCT url FROM pictures WHERE split_part(url, '.', 1) = ANY (${stems}::text[])`,
  );
  const known = new Set(found.map(({ url }) => url));
  return uploads.find((url) => !known.has(url)) ?? null;
}
