import { z } from 'zod';
import { acknowledgeAlert } from '@/lib/alerts/acknowledge-alert';
import { AlertView } from '@/lib/alerts/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'acknowledgeAlert',
    summary: 'Say that somebody sees to an alert',
    params: z.object({ id: z.uuid() }),
    response: AlertView,
    actor: 'admin',
  },
  ({ tx, actor, params, locale, now }) => acknowledgeAlert(tx, { actor, alertId: params.id, locale, now }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
