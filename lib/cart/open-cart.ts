import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { hashCartToken } from './cart-token';
import { endOfLife } from './end-of-life';
import { mergeCart } from './merge-cart';

/** A locked cart. */
export type OpenCart = { id: string; version: number };

/** Whose cart: a member's, a guest's by token, or both when a guest has just signed in. */
export type CartOwner = { userId: string | null; guestToken: string | null };

/**
 * The owner's cart, locked until the transaction ends; null for a guest without one. A member always has one.
 *
 * A member who still carries a guest's token gets that cart's lines added to their own first. A cart past its lifetime is emptied.
 */
export async function openCart(tx: Tx, { userId, guestToken }: CartOwner, now: Date): Promise<OpenCart | null> {
  if (userId === null) return guestToken === null ? null : lockGuestCart(tx, guestToken, now);
  let cart = (await lockMemberCart(tx, userId)) ?? (await createMemberCart(tx, userId, now));
  if (guestToken !== null && (await mergeCart(tx, { userId, guestToken, now }))) {
    cart = required(await lockMemberCart(tx, userId), 'cart');
  }
  return reviveCart(tx, cart, now);
}

/** A new cart for a guest who holds the token, locked; of two requests that make it at the same moment one waits for the other's. */
export async function createGuestCart(
  tx: Tx,
  { guestToken, now }: { guestToken: string; now: Date },
): Promise<OpenCart> {
  await execute(
    tx,
    sql`INSERT INTO carts (id, token_hash, expires_at)
        VALUES (${newId()}::uuid, ${hashCartToken(guestToken)}, ${await endOfLife(tx, now)})
        ON CONFLICT (token_hash) DO NOTHING`,
  );
  return required(await lockGuestCart(tx, guestToken, now), 'cart');
}

type LockedCart = OpenCart & { expiresAt: Date };

function lockMemberCart(tx: Tx, userId: string): Promise<LockedCart | null> {
  const query = sql`SELECT id, version, expires_at FROM carts WHERE user_id = ${userId}::uuid FOR NO KEY UPDATE`;
  return firstRow<LockedCart>(tx, query);
}

/** A member's first cart; of two requests that make it at the same moment one waits for the other's. */
async function createMemberCart(tx: Tx, userId: string, now: Date): Promise<LockedCart> {
  await execute(
    tx,
    sql`INSERT INTO carts (id, user_id, expires_at) VALUES (${newId()}::uuid, ${userId}::uuid, ${await endOfLife(tx, now)})
        ON CONFLICT (user_id) DO NOTHING`,
  );
  return required(await lockMemberCart(tx, userId), 'cart');
}

async function lockGuestCart(tx: Tx, guestToken: string, now: Date): Promise<OpenCart | null> {
  const cart = await firstRow<LockedCart>(
    tx,
    sql`SELECT id, version, expires_at FROM carts WHERE token_hash = ${hashCartToken(guestToken)} FOR NO KEY UPDATE`,
  );
  return cart && reviveCart(tx, cart, now);
}

/** What lies in a cart ends with its lifetime, even if the sweep is late. */
async function reviveCart(tx: Tx, cart: LockedCart, now: Date): Promise<OpenCart> {
  return cart.expiresAt > now ? { id: cart.id, version: cart.version } : emptyCart(tx, cart.id, now);
}

/** Marks a locked cart as changed: the next version, and a new lease of life. */
export async function touchCart(tx: Tx, cartId: string, now: Date): Promise<OpenCart> {
  const touched = sql`UPDATE carts SET version = version + 1, expires_at = ${await endOfLife(tx, now)}, updated_at = ${now}
                      WHERE id = ${cartId}::uuid RETURNING id, version`;
  return required(await firstRow<OpenCart>(tx, touched), 'cart');
}

/** Takes every line and coupon out of a locked cart: the next version. */
export async function emptyCart(tx: Tx, cartId: string, now: Date): Promise<OpenCart> {
  const touched = sql`UPDATE carts SET version = version + 1, expires_at = ${await endOfLife(tx, now)}, updated_at = ${now}, coupons_by_hand = false
                      WHERE id = ${cartId}::uuid RETURNING id, version`;
  const emptied = sql`WITH emptied AS (DELETE FROM cart_lines WHERE cart_id = ${cartId}::uuid),
      unchosen AS (DELETE FROM cart_coupons WHERE cart_id = ${cartId}::uuid) ${touched}`;
  return required(await firstRow<OpenCart>(tx, emptied), 'cart');
}
