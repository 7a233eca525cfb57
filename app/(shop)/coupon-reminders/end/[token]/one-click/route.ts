import { redirect } from 'next/navigation';
import { z } from 'zod';
import { memberOfCouponReminderLink } from '@/lib/http/coupon-reminder-links';
import { defineRoute } from '@/lib/http/define-route';
import { paths } from '@/lib/http/paths';
import { endCouponReminders } from '@/lib/identity/end-coupon-reminders';
import { err } from '@/lib/shared/result';

/** A person who opens the address of the List-Unsubscribe header gets the profile, where the reminders are switched off. */
export function GET(): never {
  redirect(paths.account);
}

/** What a mail program's own "unsubscribe" sends (RFC 8058), without cookies. */
export const POST = defineRoute(
  {
    name: 'endCouponRemindersByMailProgram',
    summary: 'End the reminders of coupons of the member that a mail went to',
    params: z.object({ token: z.string().max(200) }),
    actor: 'public',
  },
  async ({ tx, params }) => {
    const userId = memberOfCouponReminderLink(params.token);
    return userId ? endCouponReminders(tx, { userId }) : err({ code: 'notification.unknownLink' });
  },
);
