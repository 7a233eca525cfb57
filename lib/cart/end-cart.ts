import type { Tx } from '@/lib/db/client';
import { execute, firstRow, type Sql, sql } from '@/lib/db/sql';
import { later } from '@/lib/shared/clock';
import { ok, type Result } from '@/lib/shared/result';
import { cartReminderMs } from './model';

/**
 * Ends a cart that is past its lifetime: a guest's is deleted, a member's emptied. `lookAgainAt` is when there is something to do about one that
 * lives on: to remind of its end, or to end it; null when nothing is left to wait for. The next thing put into it is then announced again.
 *
 * Idempotent. Locks the cart, and so judges what no change can overtake.
 */
export async function endCart(
  tx: Tx,
  { cartId, now }: { cartId: string; now: Date },
): Promise<Result<{ lookAgainAt: Date | null }>> {
  const cart = await firstRow<{ userId: string | null; expiresAt: Date }>(
    tx,
    sql`SELECT user_id, expires_at FROM carts WHERE id = ${cartId}::uuid FOR UPDATE`,
  );
  if (!cart) return ok({ lookAgainAt: null });
  const { userId, expiresAt } = cart;
  // Counted once the lock is held: a statement that waited for it would still count what lay there before.
  const lineCount = await tx.cartLine.count({ where: { cartId } });
  if (now < expiresAt && lineCount > 0) {
    const remindAt = later(expiresAt, -cartReminderMs);
    return ok({ lookAgainAt: now < remindAt ? remindAt : expiresAt });
  }
  await execute(
    tx,
    now < expiresAt || lineCount === 0 ? leave(cartId) : userId === null ? remove(cartId) : empty(cartId, now),
  );
  return ok({ lookAgainAt: null });
}

/** Nothing lies in it, and so nothing waits for its end. */
function leave(cartId: string): Sql {
  return sql`UPDATE carts SET watched_since = NULL WHERE id = ${cartId}::uuid`;
}

function remove(cartId: string): Sql {
  return sql`DELETE FROM carts WHERE id = ${cartId}::uuid`;
}

/** Its lifetime stays over: the next thing put into it begins another. */
function empty(cartId: string, now: Date): Sql {
  return sql`WITH emptied AS (DELETE FROM cart_lines WHERE cart_id = ${cartId}::uuid),
      unchosen AS (DELETE FROM cart_coupons WHERE cart_id = ${cartId}::uuid)
    UPDATE carts SET watched_since = NULL, coupons_by_hand = false, version = version + 1, updated_at = ${now}
    WHERE id = ${cartId}::uuid`;
}
