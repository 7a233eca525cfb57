import { z } from 'zod';
import { sendOrderPlaced } from '@/inngest/send-order-placed';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { OrderView } from '@/lib/orders/model';
import { readOrder } from '@/lib/orders/queries';
import { renewHold } from '@/lib/orders/renew-hold';

export const POST = defineRoute(
  {
    name: 'renewHold',
    summary: 'Has an unpaid order hold its stock for ten more minutes, once',
    params: z.object({ id: z.uuid() }),
    response: OrderView,
    actor: 'customer',
    idempotent: true,
    afterCommit: ({ id, holdExpiresAt }) => sendOrderPlaced({ orderId: id, holdExpiresAt }),
  },
  async ({ tx, actor, params, now, locale }) => {
    const renewed = await renewHold(tx, { actor, orderId: params.id, now });
    if (!renewed.ok) return renewed;
    return readOrder(tx, { orderId: params.id, reader: { side: 'CUSTOMER', userId: actor.userId }, locale, now });
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
