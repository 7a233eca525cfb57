import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { MessagePage, MessageQuery } from '@/lib/notifications/model';
import { listMessages } from '@/lib/notifications/queries';

export const GET = defineRoute(
  {
    name: 'listNotifications',
    summary: 'Mails, newest first; `q` is part of the recipient’s address',
    query: MessageQuery,
    response: MessagePage,
    actor: 'admin',
  },
  ({ tx, query }) => listMessages(tx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
