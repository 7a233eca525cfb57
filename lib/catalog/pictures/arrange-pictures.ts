import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CatalogError } from '../model';
import { lockPictures } from './lock-pictures';
import type { PictureError, PictureOrder } from './model';

/**
 * Puts a product's pictures into an order, and says what is to be seen on them where that is named.
 *
 * Errors: `catalog.productNotFound`, `catalog.picturesChanged` when these are not exactly the product's pictures any more.
 * Locks the product's row.
 */
export async function arrangePictures(
  tx: Tx,
  { actor, productId, order }: { actor: Actor; productId: string; order: PictureOrder['pictures'] },
): Promise<Result<undefined, CatalogError | PictureError>> {
  assertAdmin(actor);
  const locked = await lockPictures(tx, productId);
  if (!locked.ok) return locked;
  const present = locked.value;
  const named = new Set(order.map(({ id }) => id));
  if (named.size !== order.length || named.size !== present.length || present.some(({ id }) => !named.has(id)))
    return err({ code: 'catalog.picturesChanged' });

  // First out of the way, since no two may have one place even for a moment.
  await tx.picture.updateMany({ where: { productId }, data: { position: { increment: awayPositions } } });
  for (const [position, { id, alt }] of order.entries())
    await tx.picture.update({ where: { id }, data: { position, altKo: alt?.ko, altEn: alt?.en } });
  await writeAuditLog(tx, {
    actor,
    action: 'product.arrangePictures',
    entityType: 'product',
    entityId: productId,
    before: { pictures: present.map(({ id, altKo, altEn }) => ({ id, alt: { ko: altKo, en: altEn } })) },
    after: { pictures: order },
  });
  return ok(undefined);
}

/** Beyond every place that a picture has. */
export const awayPositions = 1_000_000;
