import type { Tx } from '@/lib/db/client';
import { newId } from '@/lib/shared/ids';
import { awayPositions } from './arrange-pictures';
import type { StoredPicture } from './store-picture';

/** Gives a product, whose row is locked, exactly these pictures in this order. One that it has already stays the same one, with its texts. */
export async function replacePictures(
  tx: Tx,
  { productId, pictures }: { productId: string; pictures: StoredPicture[] },
): Promise<void> {
  const urls = pictures.map(({ url }) => url);
  await tx.picture.deleteMany({ where: { productId, url: { notIn: urls } } });
  const kept = new Map((await tx.picture.findMany({ where: { productId } })).map(({ url, id }) => [url, id]));
  await tx.picture.updateMany({ where: { productId }, data: { position: { increment: awayPositions } } });
  for (const [position, picture] of pictures.entries()) {
    const id = kept.get(picture.url);
    if (id === undefined) await tx.picture.create({ data: { id: newId(), productId, position, ...picture } });
    else await tx.picture.update({ where: { id }, data: { position, ...picture } });
  }
}
