import { moveCoupons } from '@/lib/coupons/move-coupons';
import type { Tx } from '@/lib/db/client';
import { doneBySystem } from '@/lib/identity/model';
import { releaseStock } from '@/lib/inventory/release-stock';
import { ok, type Result } from '@/lib/shared/result';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import { couponIdsOf, holdIsOpen, isAllowed } from './rules';

/**
 * Ends an unpaid order whose hold is over and gives its stock and coupons back. Idempotent: one that was paid, ended, or still holds is left alone.
 *
 * Locks order, coupons, stock.
 */
export async function expireOrder(
  tx: Tx,
  { orderId, now }: { orderId: string; now: Date },
): Promise<Result<{ expired: boolean }>> {
  const locked = await lockOrder(tx, { orderId });
  if (!locked || !isAllowed('expire', locked.order.status) || holdIsOpen(locked.order.holdExpiresAt, now)) {
    return ok({ expired: false });
  }
  await changeOrder(tx, locked, { action: 'expire', type: 'order.expired', doneBy: doneBySystem, now });
  const couponIds = couponIdsOf(locked.order);
  await moveCoupons(tx, { action: 'release', couponIds, orderId, doneBy: doneBySystem, now });
  const lines = locked.order.lines.map((line) => ({ variantId: line.variantId, units: line.quantity }));
  await releaseStock(tx, { lines });
  return ok({ expired: true });
}
