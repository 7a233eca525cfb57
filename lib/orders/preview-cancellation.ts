import { isTakenBack } from '@/lib/coupons/coupon-sql';
import type { RestorePolicy } from '@/lib/coupons/model';
import { restored } from '@/lib/coupons/rules';
import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { type Locale, localize } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CancelOrder } from './cancel-order';
import { findOrder } from './lock-order';
import type { CancellationPreview, OrderError } from './model';
import type { OrderRow } from './order-row';
import { couponIdsOf, decideCancellation, linesTaken } from './rules';

type PreviewCancellation = Pick<CancelOrder, 'actor' | 'by' | 'orderId' | 'lines' | 'now'> & { locale: Locale };

/** What `cancelOrder` would give back now, to the won, by the same decision. Errors: as it. */
export async function previewCancellation(
  db: Db,
  { actor, by, orderId, lines, locale, now }: PreviewCancellation,
): Promise<Result<CancellationPreview, OrderError>> {
  const found = await findOrder(db, { orderId, ...(by === 'CUSTOMER' && { userId: actor.userId }) });
  if (!found) return err({ code: 'order.notFound' });
  const { order } = found;
  const decided = decideCancellation(order, { by, lines, now });
  if (!decided.ok) return decided;
  const { units, refund } = decided.value;
  return ok({
    refundWon: refund.refundWon,
    reclaimedDiscountWon: refund.reclaimedDiscountWon,
    shippingWon: refund.isComplete && order.paidAt ? order.shippingWon : 0,
    restoredCoupons: refund.isComplete ? await previewRestored(db, { order, locale, now }) : [],
    lines: linesTaken(order, units),
  });
}

/** Coupons that would be usable again, and until when. */
async function previewRestored(
  db: Db,
  { order, locale, now }: { order: OrderRow; locale: Locale; now: Date },
): Promise<CancellationPreview['restoredCoupons']> {
  const ids = couponIdsOf(order);
  if (ids.length === 0) return [];
  const coupons = await rows<{ id: string; usableUntil: Date; restoreOnCancel: RestorePolicy; isTakenBack: boolean }>(
    db,
    sql`SELECT c.id, c.usable_until, k.restore_on_cancel, ${isTakenBack} AS is_taken_back
        FROM coupons c JOIN coupon_campaigns k ON k.id = c.campaign_id WHERE c.id = ANY (${ids}::uuid[])`,
  );
  return order.coupons.flatMap(({ name, frozen: { couponId } }) => {
    const coupon = coupons.find(({ id }) => id === couponId);
    if (!coupon) return [];
    if (order.paidAt && coupon.isTakenBack) return [];
    const policy = order.paidAt ? coupon.restoreOnCancel : 'IF_NOT_EXPIRED';
    const after = restored({ policy, usableUntil: coupon.usableUntil }, now);
    if (after?.state !== 'USABLE') return [];
    return [{ couponId, name: localize(name, locale), usableUntil: after.usableUntil.toISOString() }];
  });
}
