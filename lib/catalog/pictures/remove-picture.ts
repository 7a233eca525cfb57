import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockPictures } from './lock-pictures';
import type { PictureError } from './model';

/**
 * Takes a picture off its product. Its files stay until `sweepPictures` finds that no product shows them: pages that are open still do.
 *
 * Errors: `catalog.pictureNotFound`. Locks the product's row.
 */
export async function removePicture(
  tx: Tx,
  { actor, pictureId }: { actor: Actor; pictureId: string },
): Promise<Result<undefined, PictureError>> {
  assertAdmin(actor);
  const found = await tx.picture.findUnique({ where: { id: pictureId }, select: { productId: true } });
  const locked = found && (await lockPictures(tx, found.productId));
  // Somebody may have been faster.
  const before = locked?.ok ? locked.value.find(({ id }) => id === pictureId) : undefined;
  if (!before) return err({ code: 'catalog.pictureNotFound' });
  await tx.picture.delete({ where: { id: pictureId } });
  await writeAuditLog(tx, {
    actor,
    action: 'product.removePicture',
    entityType: 'product',
    entityId: before.productId,
    before,
  });
  return ok(undefined);
}
