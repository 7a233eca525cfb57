import { getLocale } from 'next-intl/server';
import type { CartView } from '@/lib/cart/model';
import { openCart } from '@/lib/cart/open-cart';
import { findCart } from '@/lib/cart/queries';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { readGuestToken } from '@/lib/http/cart-cookie';
import { currentUser } from '@/lib/identity/auth';
import { now as clockNow } from '@/lib/shared/clock';
import { ok } from '@/lib/shared/result';

/**
 * The cart of whoever looks at the page.
 *
 * A member who still carries a guest's cart gets it merged first: whoever signed in past our own form (next-auth's, another tab) finds
 * everything together.
 */
export async function visitorCart(): Promise<CartView> {
  const [user, guestToken, locale] = await Promise.all([currentUser(), readGuestToken(), getLocale()]);
  const now = clockNow();
  const owner = { userId: user?.id ?? null, guestToken };
  if (user && guestToken) await inTransaction(async (tx) => ok(await openCart(tx, owner, now)));
  return findCart(db(), owner, { now, locale });
}
