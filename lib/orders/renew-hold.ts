import type { Tx } from '@/lib/db/client';
import { type Actor, doneBy } from '@/lib/identity/model';
import { readSettings } from '@/lib/settings/read-settings';
import { later, minutes } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import type { OrderError } from './model';
import type { OrderRow } from './order-row';
import { mayRenewHold } from './rules';

/**
 * Has an unpaid order hold its stock from now as long as a new one would, once.
 *
 * Errors: `order.notFound` (also for somebody else's), `order.holdNotRenewable` when it was renewed before, is over, or the order is unpaid no
 * longer. Locks the order: against its expiry at the same moment whoever comes first decides.
 */
export async function renewHold(
  tx: Tx,
  { actor, orderId, now }: { actor: Actor; orderId: string; now: Date },
): Promise<Result<OrderRow, OrderError>> {
  const locked = await lockOrder(tx, { orderId, userId: actor.userId });
  if (!locked) return err({ code: 'order.notFound' });
  const { order } = locked;
  if (!mayRenewHold(order, now)) return err({ code: 'order.holdNotRenewable', orderStatus: order.status });
  const { paymentHoldMinutes } = await readSettings(tx);
  const renewed = { ...order, holdExpiresAt: later(now, minutes(paymentHoldMinutes)), holdRenewedAt: now };
  const change = { action: 'renewHold', type: 'order.hold_renewed', doneBy: doneBy(actor, 'CUSTOMER'), now } as const;
  return ok(await changeOrder(tx, { ...locked, order: renewed }, change));
}
