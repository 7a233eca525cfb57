import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { hashCartToken } from './cart-token';
import { mergeCart } from './merge-cart';
import { cartLifetimeMs } from './model';

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
  await execute(
    tx,
    sql`INSERT INTO carts (id, user_id, expires_at) VALUES (${newId()}::uuid, ${userId}::uuid, ${later(now, cartLifetimeMs)})
        ON CONFLICT (user_id) DO NOTHING`,
  );
  if (guestToken !== null) await mergeCart(tx, { userId, guestToken, now });
  const cart = await firstRow<LockedCart>(
    tx,
    sql`SELECT id, version, expires_at FROM carts WHERE user_id = ${userId}::uuid FOR NO KEY UPDATE`,
  );
  return reviveCart(tx, required(cart, 'cart'), now);
}

/** A new cart for a guest who holds the token. */
export async function createGuestCart(
  tx: Tx,
  { guestToken, now }: { guestToken: string; now: Date },
): Promise<OpenCart> {
  const cart = await tx.cart.create({
    data: { id: newId(), tokenHash: hashCartToken(guestToken), expiresAt: later(now, cartLifetimeMs) },
    select: { id: true, version: true },
  });
  return cart;
}

type LockedCart = OpenCart & { expiresAt: Date };

async function lockGuestCart(tx: Tx, guestToken: string, now: Date): Promise<OpenCart | null> {
  const cart = await firstRow<LockedCart>(
    tx,
    sql`SELECT id, version, expires_at FROM carts WHERE token_hash = ${hashCartToken(guestToken)} FOR NO KEY UPDATE`,
  );
  return cart && reviveCart(tx, cart, now);
}

/** What lies in a cart ends with its lifetime, even if the sweep is late. */
async function reviveCart(tx: Tx, cart: LockedCart, now: Date): Promise<OpenCart> {
  if (cart.expiresAt > now) return { id: cart.id, version: cart.version };
  await tx.cartLine.deleteMany({ where: { cartId: cart.id } });
  return touchCart(tx, cart.id, now);
}

/** Marks a locked cart as changed: the next version, and a new lease of life. */
export async function touchCart(tx: Tx, cartId: string, now: Date): Promise<OpenCart> {
  return tx.cart.update({
    where: { id: cartId },
    data: { version: { increment: 1 }, expiresAt: later(now, cartLifetimeMs), updatedAt: now },
    select: { id: true, version: true },
  });
}
