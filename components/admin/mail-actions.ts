'use server';

import { z } from 'zod';
import { wakeMail } from '@/inngest/wake-mail';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import type { MessageDetail } from '@/lib/notifications/model';
import { resendMessage } from '@/lib/notifications/resend-message';

const resendAction = defineAction(
  { name: 'resendMail', input: z.object({ id: z.uuid() }), actor: 'admin', afterCommit: wakeMail },
  ({ tx, actor, input: { id } }) => resendMessage(tx, { actor, messageId: id }),
);

/** Has a mail sent again, as `POST /admin/notifications/{id}/resend` does. */
export async function resendMail(
  previous: ActionState<MessageDetail>,
  form: FormData,
): Promise<ActionState<MessageDetail>> {
  return resendAction(previous, form);
}
