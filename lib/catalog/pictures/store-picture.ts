import { ok, type Result } from '@/lib/shared/result';
import type { PictureError, PictureStore } from './model';
import { shrinkPicture } from './shrink-picture';
import { pictureFileName } from './sizes';

/** A picture whose files are kept, and that no product shows yet. */
export type StoredPicture = { url: string; width: number; height: number };

/**
 * Shrinks an uploaded picture and keeps its files: before the transaction that adds it to a product, so a crash in between leaves files
 * that nobody shows, and `sweepPictures` finds them. Doing it again changes nothing. Errors: those of `shrinkPicture`.
 */
export async function storePicture(
  store: PictureStore,
  bytes: Uint8Array,
): Promise<Result<StoredPicture, PictureError>> {
  const shrunk = await shrinkPicture(bytes);
  if (!shrunk.ok) return shrunk;
  const { hash, width, height, files } = shrunk.value;
  for (const file of files) await store.put(file);
  return ok({ url: store.urlOf(pictureFileName({ hash, width, format: 'webp' })), width, height });
}
