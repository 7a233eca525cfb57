import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import { unwrap } from '@/lib/shared/result';
import { chooseCoupons } from './choose-coupons';
import { findBestCoupons } from './find-best-coupons';
import type { BestChosen } from './model';
import type { OpenCart } from './open-cart';
import { readCart } from './queries';

export type ChooseBestCoupons = { cart: OpenCart; userId: string; locale: Locale; now: Date };

/**
 * Chooses for a member's locked cart the coupons that make it cost the least, in place of what was chosen before. Where it is these already
 * the cart and its version stay as they are.
 */
export async function chooseBestCoupons(tx: Tx, { cart, userId, locale, now }: ChooseBestCoupons): Promise<BestChosen> {
  const best = await findBestCoupons(tx, { cartId: cart.id, userId, locale, now });
  const chosen = await firstRow<{ byHand: boolean; couponIds: string[] }>(
    tx,
    sql`SELECT coupons_by_hand AS by_hand, ARRAY (SELECT coupon_id FROM cart_coupons WHERE cart_id = c.id) AS coupon_ids
        FROM carts c WHERE id = ${cart.id}::uuid`,
  );
  const { byHand, couponIds } = required(chosen, 'cart');
  if (byHand || couponIds.toSorted().join() !== best.couponIds.join()) {
    unwrap(await chooseCoupons(tx, { cart, userId, couponIds: best.couponIds, byHand: false, now }));
  }
  const leftOut = best.coupons.filter((coupon) => !best.couponIds.includes(coupon.couponId));
  return { cart: await readCart(tx, cart.id, { locale, now }), leftOut };
}
