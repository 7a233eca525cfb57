import { z } from 'zod';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readAdminOrder } from '@/lib/orders/admin-queries';
import { AdminOrderView, TransitionInput } from '@/lib/orders/model';
import { transitionOrder } from '@/lib/orders/transition-order';

export const POST = defineRoute(
  {
    name: 'transitionOrder',
    summary: 'Moves a paid order along: PREPARING, SHIPPED, DELIVERED',
    params: z.object({ id: z.uuid() }),
    body: TransitionInput,
    response: AdminOrderView,
    actor: 'admin',
    idempotent: true,
    afterCommit: wakeOrderConsumers,
  },
  async ({ tx, actor, params, body, now, locale }) => {
    const moved = await transitionOrder(tx, { actor, orderId: params.id, ...body, now });
    return moved.ok ? readAdminOrder(tx, { orderId: params.id, locale, now }) : moved;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
