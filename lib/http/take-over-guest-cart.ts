import { openCart } from '@/lib/cart/open-cart';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/shared/clock';
import { ok } from '@/lib/shared/result';
import { forgetGuestToken, readGuestToken } from './cart-cookie';

/** What somebody put in the cart before signing in joins what was there. Only in server actions: the guest's cookie goes. */
export async function takeOverGuestCart(userId: string): Promise<void> {
  const guestToken = await readGuestToken();
  if (guestToken === null) return;
  await inTransaction(async (tx) => ok(await openCart(tx, { userId, guestToken }, now())));
  await forgetGuestToken();
}
