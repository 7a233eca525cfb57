import { redirect } from 'next/navigation';
import { z } from 'zod';
import { memberOfReminderLink } from '@/lib/http/cart-reminder-links';
import { defineRoute } from '@/lib/http/define-route';
import { paths } from '@/lib/http/paths';
import { endCartReminders } from '@/lib/identity/end-cart-reminders';
import { err } from '@/lib/shared/result';

/** A person who opens the address of the List-Unsubscribe header gets the page with the button. */
export async function GET(_: Request, { params }: { params: Promise<{ token: string }> }): Promise<never> {
  redirect(paths.cartRemindersEnd(encodeURIComponent((await params).token)));
}

/** What a mail program's own "unsubscribe" sends (RFC 8058), without cookies. */
export const POST = defineRoute(
  {
    name: 'endCartRemindersByMailProgram',
    summary: 'End the cart reminders of the member that a mail went to',
    params: z.object({ token: z.string().max(200) }),
    actor: 'public',
  },
  async ({ tx, params }) => {
    const userId = memberOfReminderLink(params.token);
    return userId ? endCartReminders(tx, { userId }) : err({ code: 'notification.unknownLink' });
  },
);
