import { z } from 'zod';
import { wakeMail } from '@/inngest/wake-mail';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { MessageDetail } from '@/lib/notifications/model';
import { resendMessage } from '@/lib/notifications/resend-message';

export const POST = defineRoute(
  {
    name: 'resendNotification',
    summary: 'Send a mail again that failed or may not have arrived',
    params: z.object({ id: z.uuid() }),
    response: MessageDetail,
    actor: 'admin',
    afterCommit: wakeMail,
  },
  ({ tx, actor, params }) => resendMessage(tx, { actor, messageId: params.id }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
