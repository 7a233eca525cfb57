import type { CouponError } from '@/lib/coupons/model';
import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';
import { type OpenCart, touchCart } from './open-cart';

export type ChooseCoupons = { cart: OpenCart; userId: string; couponIds: string[]; byHand: boolean; now: Date };

/**
 * Makes these the coupons of a member's locked cart, in place of what was chosen before. One that can't apply stays chosen, and the cart
 * says why. `byHand`: the member's own choice, which stands until the cart is empty.
 *
 * Error: `coupon.notFound` when one is not theirs.
 */
export async function chooseCoupons(
  tx: Tx,
  { cart, userId, couponIds, byHand, now }: ChooseCoupons,
): Promise<Result<OpenCart, CouponError>> {
  const chosen = [...new Set(couponIds)];
  await execute(tx, sql`DELETE FROM cart_coupons WHERE cart_id = ${cart.id}::uuid`);
  const written = await execute(
    tx,
    sql`INSERT INTO cart_coupons (cart_id, coupon_id)
        SELECT ${cart.id}::uuid, id FROM coupons WHERE id = ANY (${chosen}::uuid[]) AND user_id = ${userId}::uuid`,
  );
  if (written !== chosen.length) return err({ code: 'coupon.notFound' });
  await execute(tx, sql`UPDATE carts SET coupons_by_hand = ${byHand} WHERE id = ${cart.id}::uuid`);
  return ok(await touchCart(tx, cart.id, now));
}
