import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import { hashCartToken } from './cart-token';
import { fillCart } from './fill-cart';
import { cartLinesMax, lineQuantityMax } from './model';

/**
 * Adds a guest's cart to a member's and ends the guest's: quantities add up, capped at each variant's limit.
 *
 * False when the token names no living cart, so one that was merged already is harmless. The member's cart is locked by the caller,
 * the guest's after it: whoever needs both takes them in this order.
 */
export async function mergeCart(
  tx: Tx,
  { userId, guestToken, now }: { userId: string; guestToken: string; now: Date },
): Promise<boolean> {
  const carts = await rows<{ id: string; userId: string | null; expiresAt: Date }>(
    tx,
    sql`SELECT id, user_id, expires_at FROM carts
        WHERE user_id = ${userId}::uuid OR token_hash = ${hashCartToken(guestToken)} ORDER BY id FOR UPDATE`,
  );
  const guest = carts.find((cart) => cart.userId === null);
  const member = carts.find((cart) => cart.userId !== null);
  if (!guest || !member) return false;
  if (member.expiresAt <= now) await tx.cartLine.deleteMany({ where: { cartId: member.id } });
  if (guest.expiresAt > now) {
    // Lines that the member has already are added to first, so a full cart loses none of those.
    await execute(
      tx,
      sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, price_when_added_won, added_at)
          SELECT ${member.id}::uuid, g.variant_id, g.quantity, g.price_when_added_won, g.added_at
          FROM cart_lines g LEFT JOIN cart_lines m ON m.cart_id = ${member.id}::uuid AND m.variant_id = g.variant_id
          WHERE g.cart_id = ${guest.id}::uuid
          ORDER BY m.variant_id IS NULL, g.added_at
          LIMIT greatest(0, ${cartLinesMax} - (SELECT count(*) FROM cart_lines own WHERE own.cart_id = ${member.id}::uuid
            AND NOT EXISTS (SELECT FROM cart_lines x WHERE x.cart_id = ${guest.id}::uuid AND x.variant_id = own.variant_id)))
          ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = least(cart_lines.quantity + excluded.quantity,
            (SELECT least(coalesce(v.max_per_order, ${lineQuantityMax}), ${lineQuantityMax}) FROM variants v WHERE v.id = excluded.variant_id))`,
    );
  }
  await execute(tx, sql`DELETE FROM carts WHERE id = ${guest.id}::uuid`);
  await fillCart(tx, member.id, now);
  return true;
}
