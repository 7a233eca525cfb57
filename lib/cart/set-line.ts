import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';
import { fillCart } from './fill-cart';
import { type CartError, cartLinesMax } from './model';
import { type OpenCart, touchCart } from './open-cart';
import { quantityLimit } from './rules';

export type SetLine = { cart: OpenCart; variantId: string; quantity: number; now: Date };

/**
 * Sets a line's quantity in a locked cart; 0 removes it. The price at this moment is the one that the shopper agreed to.
 *
 * Stock is not checked here but shown as a problem of the line: a cart promises nothing.
 * Errors: `cart.variantNotFound` (also for goods not on sale), `cart.quantityLimit`, `cart.lineLimit`.
 */
export async function setLine(
  tx: Tx,
  { cart, variantId, quantity, now }: SetLine,
): Promise<Result<OpenCart, CartError>> {
  if (quantity === 0) {
    await tx.cartLine.deleteMany({ where: { cartId: cart.id, variantId } });
    return ok(await touchCart(tx, cart.id, now));
  }
  const variant = await firstRow<{ priceWon: number; maxPerOrder: number | null; otherLines: number }>(
    tx,
    sql`SELECT v.price_won, v.max_per_order,
          (SELECT count(*) FROM cart_lines l WHERE l.cart_id = ${cart.id}::uuid AND l.variant_id <> v.id) AS other_lines
        FROM variants v JOIN products p ON p.id = v.product_id
        WHERE v.id = ${variantId}::uuid AND v.status = 'ACTIVE' AND p.status = 'ACTIVE'`,
  );
  if (!variant) return err({ code: 'cart.variantNotFound' });
  const limit = quantityLimit(variant.maxPerOrder);
  if (quantity > limit) return err({ code: 'cart.quantityLimit', variantId, limit });
  if (variant.otherLines >= cartLinesMax) return err({ code: 'cart.lineLimit', limit: cartLinesMax });
  await execute(
    tx,
    sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, price_when_added_won, added_at)
        VALUES (${cart.id}::uuid, ${variantId}::uuid, ${quantity}, ${variant.priceWon}, ${now})
        ON CONFLICT (cart_id, variant_id) DO UPDATE
        SET quantity = excluded.quantity, price_when_added_won = excluded.price_when_added_won`,
  );
  return ok(await fillCart(tx, cart.id, now));
}
