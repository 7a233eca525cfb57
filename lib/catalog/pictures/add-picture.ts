import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { AdminPicture } from '../admin-model';
import { type CatalogError, picturesPerProductMax } from '../model';
import { lockPictures } from './lock-pictures';
import type { PictureError } from './model';
import type { StoredPicture } from './store-picture';

/**
 * Shows a stored picture on a product, after those it has. One that it has already stays where it is, so an upload may be repeated.
 *
 * Errors: `catalog.productNotFound`, `catalog.pictureLimit`. Locks the product's row, so that two at once get places of their own.
 */
export async function addPicture(
  tx: Tx,
  { actor, productId, picture }: { actor: Actor; productId: string; picture: StoredPicture },
): Promise<Result<AdminPicture, CatalogError | PictureError>> {
  assertAdmin(actor);
  const locked = await lockPictures(tx, productId);
  if (!locked.ok) return locked;
  const present = locked.value;
  const same = present.find(({ url }) => url === picture.url);
  if (same) return ok({ id: same.id, ...picture, alt: { ko: same.altKo, en: same.altEn } });
  if (present.length >= picturesPerProductMax)
    return err({ code: 'catalog.pictureLimit', limit: picturesPerProductMax });
  const position = (present.at(-1)?.position ?? -1) + 1;
  const id = newId();
  await tx.picture.create({ data: { id, productId, position, ...picture } });
  await writeAuditLog(tx, {
    actor,
    action: 'product.addPicture',
    entityType: 'product',
    entityId: productId,
    after: { pictureId: id, ...picture },
  });
  return ok({ id, ...picture, alt: { ko: '', en: '' } });
}
