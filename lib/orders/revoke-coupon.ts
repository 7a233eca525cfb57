import type { CouponError } from '@/lib/coupons/model';
import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { type Actor, doneBy } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { ok, type Result } from '@/lib/shared/result';
import { takeCoupon } from './take-coupon';

export type RevokeCoupon = { actor: Actor; couponId: string; reason: string; now: Date };

/** Takes a coupon away from its owner, as `takeCoupon` does, by an admin's word. Errors and locks as there. */
export async function revokeCoupon(
  tx: Tx,
  { actor, couponId, reason, now }: RevokeCoupon,
): Promise<Result<{ id: string }, CouponError>> {
  assertAdmin(actor);
  const taken = await takeCoupon(tx, { couponId, doneBy: doneBy(actor, 'ADMIN'), reason, now });
  if (!taken.ok) return taken;
  await writeAuditLog(tx, {
    actor,
    action: 'coupon.revoke',
    entityType: 'coupon',
    entityId: couponId,
    before: taken.value,
    after: { state: 'REVOKED', reason },
  });
  return ok({ id: couponId });
}
