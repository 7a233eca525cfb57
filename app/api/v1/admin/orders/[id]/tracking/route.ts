import { z } from 'zod';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readAdminOrder } from '@/lib/orders/admin-queries';
import { changeTracking } from '@/lib/orders/change-tracking';
import { AdminOrderView, Tracking } from '@/lib/orders/model';

export const PUT = defineRoute(
  {
    name: 'changeTracking',
    summary: 'Says which parcel a shipped order is in, or corrects it',
    params: z.object({ id: z.uuid() }),
    body: Tracking,
    response: AdminOrderView,
    actor: 'admin',
    afterCommit: wakeOrderConsumers,
  },
  async ({ tx, actor, params, body, now, locale }) => {
    const changed = await changeTracking(tx, { actor, orderId: params.id, tracking: body, now });
    return changed.ok ? readAdminOrder(tx, { orderId: params.id, locale, now }) : changed;
  },
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
