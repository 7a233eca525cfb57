import { z } from 'zod';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { MessageDetail } from '@/lib/notifications/model';
import { getMessage } from '@/lib/notifications/queries';

export const GET = defineRoute(
  {
    name: 'readNotification',
    summary: 'One mail as it reads',
    params: z.object({ id: z.uuid() }),
    response: MessageDetail,
    actor: 'admin',
  },
  ({ tx, params }) => getMessage(tx, params.id),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
