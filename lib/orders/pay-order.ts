import { moveCoupons } from '@/lib/coupons/move-coupons';
import type { Tx } from '@/lib/db/client';
import { type Actor, doneBy } from '@/lib/identity/model';
import { sellReservedStock } from '@/lib/inventory/sell-reserved-stock';
import { readSettings } from '@/lib/settings/read-settings';
import { later, minutes } from '@/lib/shared/clock';
import { invariant } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockWallet } from '@/lib/wallet/lock-wallet';
import { payFromWallet } from '@/lib/wallet/pay-from-wallet';
import { changeOrder } from './change-order';
import { dropCoupons } from './drop-lapsed-coupons';
import { findLapsedCoupons } from './find-lapsed-coupons';
import { lockOrder } from './lock-order';
import type { OrderError } from './model';
import type { OrderRow } from './order-row';
import { withoutCoupons } from './requote-order';
import { couponIdsOf, holdIsOpen, isAllowed } from './rules';

export type PayOrder = { actor: Actor; orderId: string; expectedTotalWon?: number | undefined; now: Date };

/**
 * Pays an unpaid order from the wallet, turning its hold into a sale.
 *
 * The hold's end is checked under the order's lock, so a late sweep changes nothing. Errors: `order.notFound` (also for somebody else's),
 * `order.notPayable`, `order.totalChanged` (above `expectedTotalWon`; without it, after a coupon was taken away), `wallet.insufficient`.
 * A first-purchase coupon that no longer is one falls away. Locks order, wallet, coupons, stock.
 */
export async function payOrder(
  tx: Tx,
  { actor, orderId, expectedTotalWon, now }: PayOrder,
): Promise<Result<OrderRow, OrderError>> {
  const locked = await lockOrder(tx, { orderId, userId: actor.userId });
  if (!locked) return err({ code: 'order.notFound' });
  const { order } = locked;
  if (!isAllowed('pay', order.status) || !holdIsOpen(order.holdExpiresAt, now)) {
    return err({ code: 'order.notPayable', orderStatus: order.status });
  }
  const balanceWon = await lockWallet(tx, actor.userId);
  const lapsed = await findLapsedCoupons(tx, order);
  const due = lapsed.length > 0 ? withoutCoupons(order, lapsed) : order;
  if (due.totalWon > (expectedTotalWon ?? (await agreedWon(tx, order)))) {
    return err({ code: 'order.totalChanged', totalWon: due.totalWon });
  }
  if (balanceWon < due.totalWon) return err({ code: 'wallet.insufficient', balanceWon, neededWon: due.totalWon });

  const by = doneBy(actor, 'CUSTOMER');
  const change = { doneBy: by, now };
  const present = lapsed.length > 0 ? await dropCoupons(tx, locked, { couponIds: lapsed, ...change }) : order;
  await payFromWallet(tx, { userId: actor.userId, orderId, amountWon: due.totalWon, balanceWon, now });
  const couponIds = couponIdsOf(due);
  const used = await moveCoupons(tx, { action: 'use', couponIds, orderId, ...change });
  invariant(used.length === couponIds.length, `order ${orderId} holds its coupons until it is paid`);
  const { cancelWindowMinutes } = await readSettings(tx);
  const settled = { ...present, cancellableUntil: later(now, minutes(cancelWindowMinutes)) };
  const paid = await changeOrder(tx, { ...locked, order: settled }, { action: 'pay', type: 'order.paid', ...change });
  const lines = order.lines.map((line) => ({ variantId: line.variantId, units: line.quantity }));
  const sold = await sellReservedStock(tx, { lines, orderId, doneBy: by, now });
  return sold.ok ? ok(paid) : sold;
}

/** The total that a payment agrees to without naming one: the order's, unless it was quoted again since it was placed. */
async function agreedWon(tx: Tx, { id, eventCount, totalWon }: OrderRow): Promise<number> {
  if (eventCount === 1) return totalWon;
  const requotes = await tx.orderEvent.count({ where: { orderId: id, type: 'order.requoted' } });
  return requotes === 0 ? totalWon : -1;
}
