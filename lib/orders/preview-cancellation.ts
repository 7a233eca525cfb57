import type { Db } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CancelOrder } from './cancel-order';
import { findOrder } from './lock-order';
import type { CancellationPreview, OrderError } from './model';
import { decideCancellation, linesTaken } from './rules';

/** What `cancelOrder` would give back now, to the won, by the same decision. Errors: as it. */
export async function previewCancellation(
  db: Db,
  { actor, by, orderId, lines, now }: Pick<CancelOrder, 'actor' | 'by' | 'orderId' | 'lines' | 'now'>,
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
    restoredCoupons: [],
    lines: linesTaken(order, units),
  });
}
