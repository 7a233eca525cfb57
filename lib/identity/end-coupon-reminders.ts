import type { Tx } from '@/lib/db/client';
import { ok, type Result } from '@/lib/shared/result';

/** Ends a member's reminders of coupons, by a link that went to their address. Idempotent; a member who is gone gets none anyway. */
export async function endCouponReminders(tx: Tx, { userId }: { userId: string }): Promise<Result<undefined>> {
  await tx.user.updateMany({ where: { id: userId }, data: { couponReminderLocale: null } });
  return ok(undefined);
}
