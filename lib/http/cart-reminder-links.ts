import { env } from '@/lib/env';
import type { CartReminderLinks } from '@/lib/notifications/cart-reminder-model';
import { paths } from './paths';
import { idOfLink, linkToken } from './signed-links';

const purpose = 'cart-reminders end';

/** The absolute addresses in a reminder of a cart. Those that end the reminders need no sign-in: they carry a token that this house signed. */
export function cartReminderLinks(): CartReminderLinks {
  const absolute = (path: string) => new URL(path, env().NEXTAUTH_URL).href;
  return {
    cart: absolute(paths.cart),
    end: (userId) => absolute(paths.cartRemindersEnd(linkToken(userId, purpose))),
    endByMailProgram: (userId) => absolute(paths.cartRemindersEndByMailProgram(linkToken(userId, purpose))),
  };
}

/** The member whose reminders a link's token ends, or null when it is not one of ours. */
export function memberOfReminderLink(token: string): string | null {
  return idOfLink(token, purpose);
}
