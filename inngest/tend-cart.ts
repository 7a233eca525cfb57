import { endCart } from '@/lib/cart/end-cart';
import { inTransaction } from '@/lib/db/transaction';
import { cartReminderLinks } from '@/lib/http/cart-reminder-links';
import { remindOfCart } from '@/lib/notifications/remind-of-cart';
import { now as clockNow } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';
import { wakeMail } from './wake-mail';

/** Reminds of a cart, or ends it, as far as it is time for either; when to look again, if there will be something to do. */
export async function tendCart(cartId: string, now: Date = clockNow()): Promise<string | null> {
  const tended = await inTransaction(async (tx) => {
    const reminded = await remindOfCart(tx, { cartId, links: cartReminderLinks(), now });
    const ended = await endCart(tx, { cartId, now });
    return ok({ ...unwrap(reminded), ...unwrap(ended) });
  });
  const { queued, lookAgainAt } = unwrap(tended);
  if (queued) wakeMail();
  return lookAgainAt?.toISOString() ?? null;
}
