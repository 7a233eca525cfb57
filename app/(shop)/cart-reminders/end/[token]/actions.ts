'use server';

import { z } from 'zod';
import { memberOfReminderLink } from '@/lib/http/cart-reminder-links';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { endCartReminders } from '@/lib/identity/end-cart-reminders';
import { err } from '@/lib/shared/result';

const endAction = defineAction(
  { name: 'endCartReminders', input: z.object({ token: z.string().max(200) }), actor: 'public' },
  async ({ tx, input }) => {
    const userId = memberOfReminderLink(input.token);
    return userId ? endCartReminders(tx, { userId }) : err({ code: 'notification.unknownLink' });
  },
);

export async function endReminders(previous: ActionState, form: FormData): Promise<ActionState> {
  return endAction(previous, form);
}
