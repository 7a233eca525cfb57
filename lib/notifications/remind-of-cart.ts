import { cartReminderMs } from '@/lib/cart/model';
import { readCart } from '@/lib/cart/queries';
import type { Db, Tx } from '@/lib/db/client';
import { execute, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { hours, later } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import type { CartReminderLinks } from './cart-reminder-model';
import { cartReminderMail } from './mail/cart-reminder-mail';
import { queueMessage } from './queue-message';

/**
 * Queues the mail that reminds a member of a cart that ends soon: once in the cart's life, when something lies in it, and for those who asked for it.
 *
 * Idempotent, whoever runs beside. Locks the cart, so that a change at this moment comes before, and gives it a new life, or after.
 */
export async function remindOfCart(
  tx: Tx,
  { cartId, links, now }: { cartId: string; links: CartReminderLinks; now: Date },
): Promise<Result<{ queued: boolean }>> {
  const cart = await firstRow<{ userId: string; email: string; locale: Locale; expiresAt: Date }>(
    tx,
    sql`SELECT u.id AS user_id, u.email, u.cart_reminder_locale AS locale, c.expires_at
        FROM carts c JOIN users u ON u.id = c.user_id
        WHERE c.id = ${cartId}::uuid AND ${isDue(now)} FOR NO KEY UPDATE OF c`,
  );
  if (!cart) return ok({ queued: false });
  const { userId, email, locale, expiresAt } = cart;
  await execute(tx, sql`UPDATE carts SET reminded_for = expires_at WHERE id = ${cartId}::uuid`);
  const reminder = {
    cart: await readCart(tx, cartId, { locale, now }),
    hoursLeft: Math.max(1, Math.round((expiresAt.getTime() - now.getTime()) / hours(1))),
    cartUrl: links.cart,
    endUrl: links.end(userId),
  };
  const { queued } = await queueMessage(tx, {
    ...{ kind: 'CART_REMINDER', to: email, userId, locale, now },
    dedupKey: `cart-reminder:${cartId}:${expiresAt.toISOString()}`,
    content: cartReminderMail(reminder, locale),
    unsubscribeUrl: links.endByMailProgram(userId),
  });
  return ok({ queued });
}

/** Carts whose members are to be reminded and were not, the next to end first. */
export async function findCartsToRemind(db: Db, { now, limit }: { now: Date; limit: number }): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    sql`SELECT c.id FROM users u JOIN carts c ON c.user_id = u.id WHERE ${isDue(now)} ORDER BY c.expires_at LIMIT ${limit}`,
  );
  return due.map(({ id }) => id);
}

/** The last change lies before the time to remind, so that a shop whose carts live less than that reminds nobody. */
function isDue(now: Date): Sql {
  const soonest = later(now, cartReminderMs);
  return sql`u.cart_reminder_locale IS NOT NULL AND u.blocked_at IS NULL AND c.expires_at > ${now} AND c.expires_at <= ${soonest}
    AND c.reminded_for IS DISTINCT FROM c.expires_at AND c.updated_at < c.expires_at - ${cartReminderMs} * interval '1 millisecond'
    AND EXISTS (SELECT FROM cart_lines l WHERE l.cart_id = c.id)`;
}
