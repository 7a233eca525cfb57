import { moveCoupons } from '@/lib/coupons/move-coupons';
import type { Tx } from '@/lib/db/client';
import { type Actor, type DoneBy, doneBySystem } from '@/lib/identity/model';
import { ok, type Result } from '@/lib/shared/result';
import { lockWallet } from '@/lib/wallet/lock-wallet';
import { findLapsedCoupons } from './find-lapsed-coupons';
import { type LockedOrder, lockOrder } from './lock-order';
import type { OrderRow } from './order-row';
import { requoteOrder, withoutCoupons } from './requote-order';
import { isAllowed } from './rules';

/**
 * After a payment that was refused for another total: quotes the unpaid order again without the first-purchase coupons that no longer are for
 * one, so that the order says what the next payment has to agree to.
 *
 * Idempotent; nothing for somebody else's order. Locks order, wallet, coupons.
 */
export async function dropLapsedCoupons(
  tx: Tx,
  { actor, orderId, now }: { actor: Actor; orderId: string; now: Date },
): Promise<Result<undefined>> {
  const locked = await lockOrder(tx, { orderId, userId: actor.userId });
  if (!locked || !isAllowed('pay', locked.order.status)) return ok(undefined);
  await lockWallet(tx, actor.userId);
  const lapsed = await findLapsedCoupons(tx, locked.order);
  if (lapsed.length > 0) await dropCoupons(tx, locked, { couponIds: lapsed, doneBy: doneBySystem, now });
  return ok(undefined);
}

/** Gives an unpaid order's coupons back and quotes it again without them. */
export async function dropCoupons(
  tx: Tx,
  locked: LockedOrder,
  { couponIds, ...change }: { couponIds: string[]; doneBy: DoneBy; now: Date },
): Promise<OrderRow> {
  const { order } = locked;
  await moveCoupons(tx, { action: 'release', couponIds, orderId: order.id, ...change });
  return requoteOrder(tx, { ...locked, order: withoutCoupons(order, couponIds) }, change);
}
