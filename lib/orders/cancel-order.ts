import { moveCoupons } from '@/lib/coupons/move-coupons';
import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { type Actor, type DoneBy, doneBy } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { releaseStock } from '@/lib/inventory/release-stock';
import { returnStock } from '@/lib/inventory/return-stock';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import { refundToWallet } from '@/lib/wallet/refund-to-wallet';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import type { LineToCancel, OrderError } from './model';
import type { OrderRow, RefundRow } from './order-row';
import { type Cancellation, couponIdsOf, decideCancellation, linesTaken } from './rules';

export type CancelOrder = {
  actor: Actor;
  /** As whom: the customer their own order, or an admin any. */
  by: 'CUSTOMER' | 'ADMIN';
  orderId: string;
  /** Without them all that is left. */
  lines?: LineToCancel[] | undefined;
  reason: string;
  expectedRefundWon?: number | undefined;
  now: Date;
};

/**
 * Cancels an order or units of it, and gives back what they took: money to the wallet, units to the stock, an unpaid order's hold,
 * and with the last units its coupons.
 *
 * Errors: `order.notFound` (also for somebody else's), those of `decideCancellation`, and `order.refundChanged` when it would give back
 * anything else than `expectedRefundWon`. Two that want the same units meet at the order's lock: the second finds them gone.
 * Locks order, wallet, coupons, and last the stock rows, in variant order.
 */
export async function cancelOrder(
  tx: Tx,
  { actor, by, orderId, lines, reason, expectedRefundWon, now }: CancelOrder,
): Promise<Result<{ id: string; refundWon: number }, OrderError>> {
  if (by === 'ADMIN') assertAdmin(actor);
  const locked = await lockOrder(tx, { orderId, ...(by === 'CUSTOMER' && { userId: actor.userId }) });
  if (!locked) return err({ code: 'order.notFound' });
  const { order } = locked;
  const decided = decideCancellation(order, { by, lines, now });
  if (!decided.ok) return decided;
  const { refundWon, isComplete } = decided.value.refund;
  if (expectedRefundWon !== undefined && expectedRefundWon !== refundWon) {
    return err({ code: 'order.refundChanged', refundWon });
  }

  const cause = doneBy(actor, by);
  const cancelled = withCancellation(order, decided.value, { by, reason, now });
  const { id } = cancelled.refund;
  await writeCancellation(tx, cancelled, cause);
  await refundToWallet(tx, { userId: order.userId, cancellationId: id, amountWon: refundWon, now });
  await changeOrder(
    tx,
    { ...locked, order: cancelled.order },
    {
      action: isComplete ? 'cancel' : 'cancelUnits',
      type: isComplete ? 'order.cancelled' : 'order.partially_cancelled',
      ...{ doneBy: cause, reason, now },
    },
  );
  if (by === 'ADMIN') {
    await writeAuditLog(tx, {
      actor,
      action: 'order.cancel',
      entityType: 'order',
      entityId: orderId,
      before: { status: order.status, refundedWon: order.refundedWon },
      after: { status: isComplete ? 'CANCELLED' : order.status, refundedWon: cancelled.order.refundedWon, reason },
    });
  }
  if (isComplete) {
    const action = order.paidAt ? 'restore' : 'release';
    await moveCoupons(tx, { action, couponIds: couponIdsOf(order), orderId, doneBy: cause, now });
  }
  const units = stockLinesOf(order, decided.value.units);
  const given = order.paidAt
    ? await returnStock(tx, { lines: units, orderId, doneBy: cause, now })
    : await releaseStock(tx, { lines: units });
  return given.ok ? ok({ id, refundWon }) : given;
}

type Cancelled = { order: OrderRow; refund: RefundRow };

/** The order as the cancellation leaves it, but for its state. */
function withCancellation(
  order: OrderRow,
  { units, refund: { refundWon, reclaimedDiscountWon } }: Cancellation,
  { by, reason, now }: Pick<CancelOrder, 'by' | 'reason' | 'now'>,
): Cancelled {
  const taken = linesTaken(order, units);
  const refund = { id: newId(), refundWon, reclaimedDiscountWon, reason, by, lines: taken, cancelledAt: now };
  return {
    refund,
    order: {
      ...order,
      refundedWon: order.refundedWon + refundWon,
      refunds: [...order.refunds, refund],
      lines: order.lines.map((line, place) => ({
        ...line,
        cancelledQuantity: line.cancelledQuantity + (units[place] ?? 0),
      })),
    },
  };
}

async function writeCancellation(tx: Tx, { order, refund }: Cancelled, { kind, userId }: DoneBy): Promise<void> {
  const { id, refundWon, reclaimedDiscountWon, reason, lines, cancelledAt } = refund;
  await execute(
    tx,
    sql`WITH cancellation AS (
          INSERT INTO cancellations (id, order_id, position, reason, refund_won, reclaimed_discount_won, actor_kind, actor_id, created_at)
          VALUES (${id}::uuid, ${order.id}::uuid, ${order.refunds.length}, ${reason}, ${refundWon}, ${reclaimedDiscountWon},
            ${kind}::actor_kind, ${userId}::uuid, ${cancelledAt})
          RETURNING id
        ), taken AS (
          INSERT INTO cancelled_lines (cancellation_id, line_id, units)
          SELECT cancellation.id, line_id, units
          FROM cancellation, unnest(${lines.map(({ lineId }) => lineId)}::uuid[], ${lines.map(({ quantity }) => quantity)}::int[]) AS l (line_id, units)
          RETURNING line_id, units
        )
        UPDATE order_lines l SET cancelled_quantity = l.cancelled_quantity + taken.units FROM taken WHERE l.id = taken.line_id`,
  );
}

function stockLinesOf({ lines }: OrderRow, units: number[]): { variantId: string; units: number }[] {
  return lines
    .map(({ variantId }, place) => ({ variantId, units: units[place] ?? 0 }))
    .filter((line) => line.units > 0);
}
