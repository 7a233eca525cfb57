import { addToCart } from '@/lib/cart/add-to-cart';
import type { CartError } from '@/lib/cart/model';
import { openCart } from '@/lib/cart/open-cart';
import type { Tx } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import { required } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import { findOrder } from './lock-order';
import type { OrderError } from './model';

/**
 * Puts what was ordered into the member's cart again, at today's prices, beside what lies there already. `leftOut` counts the lines that can't be
 * had any more, or not so many of them; what is sold out for now is in the cart, where it says so.
 *
 * Errors: `order.notFound` (also for somebody else's), and why the last line could not be had when none can. Locks the cart.
 */
export async function orderAgain(
  tx: Tx,
  { actor, guestToken, orderId, now }: { actor: Actor; guestToken: string | null; orderId: string; now: Date },
): Promise<Result<{ leftOut: number }, OrderError | CartError>> {
  const found = await findOrder(tx, { orderId, userId: actor.userId });
  if (!found) return err({ code: 'order.notFound' });
  const cart = required(await openCart(tx, { userId: actor.userId, guestToken }, now), "the member's cart");
  const refusals: CartError[] = [];
  for (const { variantId, quantity } of found.order.lines) {
    const added = await addToCart(tx, { cart, variantId, quantity, now });
    if (!added.ok) refusals.push(added.error);
  }
  const last = refusals.at(-1);
  return last && refusals.length === found.order.lines.length ? err(last) : ok({ leftOut: refusals.length });
}
