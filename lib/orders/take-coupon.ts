import type { CouponError, CouponState } from '@/lib/coupons/model';
import { moveCoupons } from '@/lib/coupons/move-coupons';
import { isCouponActionAllowed } from '@/lib/coupons/rules';
import type { Tx } from '@/lib/db/client';
import type { DoneBy } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockOrder } from './lock-order';
import { requoteOrder, withoutCoupons } from './requote-order';

/** Looks at the coupon until it stays as it was found: it may be held, released or used between the look and the lock. */
const attemptCountMax = 5;

export type TakeCoupon = { couponId: string; doneBy: DoneBy; reason: string; now: Date };

/**
 * Takes a coupon away from its owner, also one that an unpaid order holds: that is quoted again without it, and asks for consent anew. The
 * answer is how the coupon was before.
 *
 * Errors: `coupon.notFound`, `coupon.notRevocable` for one that was used or is over. Locks order, then coupon.
 */
export async function takeCoupon(
  tx: Tx,
  { couponId, ...cause }: TakeCoupon,
): Promise<Result<{ state: CouponState; orderId: string | null }, CouponError>> {
  for (let attempt = 1; ; attempt++) {
    const coupon = await tx.coupon.findUnique({ where: { id: couponId } });
    if (!coupon) return err({ code: 'coupon.notFound' });
    if (!isCouponActionAllowed('revoke', coupon.state) || attempt > attemptCountMax) {
      return err({ code: 'coupon.notRevocable', couponState: coupon.state });
    }
    const orderId = coupon.orderId ?? undefined;
    const locked = orderId ? await lockOrder(tx, { orderId }) : null;
    const revoked = await moveCoupons(tx, { action: 'revoke', couponIds: [couponId], orderId, ...cause });
    if (revoked.length === 0) continue;
    if (locked) {
      await requoteOrder(tx, { ...locked, order: withoutCoupons(locked.order, [couponId]) }, cause);
    }
    return ok({ state: coupon.state, orderId: coupon.orderId });
  }
}
