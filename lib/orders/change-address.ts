import type { Tx } from '@/lib/db/client';
import { type Actor, doneBy } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import { changeOrder } from './change-order';
import { lockOrder } from './lock-order';
import type { OrderError, ShippingAddress } from './model';
import type { OrderRow } from './order-row';
import { isAllowed } from './rules';

/**
 * Sends an order elsewhere, as long as nobody packs it. The same address again changes nothing.
 *
 * Errors: `order.notFound` (also for somebody else's), `order.addressFixed` from PREPARING on. Locks the order.
 */
export async function changeAddress(
  tx: Tx,
  { actor, orderId, address, now }: { actor: Actor; orderId: string; address: ShippingAddress; now: Date },
): Promise<Result<OrderRow, OrderError>> {
  const locked = await lockOrder(tx, { orderId, userId: actor.userId });
  if (!locked) return err({ code: 'order.notFound' });
  const { order } = locked;
  if (!isAllowed('changeAddress', order.status)) return err({ code: 'order.addressFixed', orderStatus: order.status });
  const fields = Object.keys(address) as (keyof ShippingAddress)[];
  if (fields.every((field) => order[field] === address[field])) return ok(order);
  const change = {
    action: 'changeAddress',
    type: 'order.address_changed',
    doneBy: doneBy(actor, 'CUSTOMER'),
    now,
  } as const;
  return ok(await changeOrder(tx, { ...locked, order: { ...order, ...address } }, change));
}
