import { env } from '@/lib/env';
import type { CouponReminderLinks } from '@/lib/notifications/coupon-reminder-model';
import { paths } from './paths';
import { idOfLink, linkToken } from './signed-links';

const purpose = 'coupon-reminders end';

/** The absolute addresses in a reminder of coupons. The one that a mail program ends them by carries a token that this house signed. */
export function couponReminderLinks(): CouponReminderLinks {
  const absolute = (path: string) => new URL(path, env().NEXTAUTH_URL).href;
  return {
    coupons: absolute(paths.coupons),
    profile: absolute(paths.account),
    endByMailProgram: (userId) => absolute(paths.couponRemindersEndByMailProgram(linkToken(userId, purpose))),
  };
}

/** The member whose reminders a link's token ends, or null when it is not one of ours. */
export function memberOfCouponReminderLink(token: string): string | null {
  return idOfLink(token, purpose);
}
