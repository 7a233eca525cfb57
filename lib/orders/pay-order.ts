import type { Tx } from '@/lib/db/client';
import { type Actor, doneBy } from '@/lib/identity/model';
import { sellReservedStock } from '@/lib/inventory/sell-reserved-stock';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockWallet } from '@/lib/wallet/lock-wallet';
import { payFromWallet } from '@/lib/wallet/pay-from-wallet';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import type { OrderError } from './model';
import type { OrderRow } from './order-row';
import { holdIsOpen, isAllowed } from './rules';

export type PayOrder = { actor: Actor; orderId: string; expectedTotalWon?: number | undefined; now: Date };

/**
 * Pays an unpaid order from the wallet, turning its hold into a sale.
 *
 * The hold's end is checked under the order's lock, so a late sweep changes nothing. Errors: `order.notFound` (also for somebody else's),
 * `order.notPayable`, `order.totalChanged`, `wallet.insufficient`. Locks order, wallet, stock.
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
  if (expectedTotalWon !== undefined && order.totalWon > expectedTotalWon) {
    return err({ code: 'order.totalChanged', totalWon: order.totalWon });
  }
  const balanceWon = await lockWallet(tx, actor.userId);
  if (balanceWon < order.totalWon) return err({ code: 'wallet.insufficient', balanceWon, neededWon: order.totalWon });

  const by = doneBy(actor, 'CUSTOMER');
  await payFromWallet(tx, { userId: actor.userId, orderId, amountWon: order.totalWon, balanceWon, now });
  const paid = await changeOrder(tx, locked, { action: 'pay', type: 'order.paid', doneBy: by, now });
  const lines = order.lines.map((line) => ({ variantId: line.variantId, units: line.quantity }));
  const sold = await sellReservedStock(tx, { lines, orderId, doneBy: by, now });
  return sold.ok ? ok(paid) : sold;
}
