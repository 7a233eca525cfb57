import { z } from 'zod';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { OrderView } from '@/lib/orders/model';
import { readOrder } from '@/lib/orders/queries';

export const GET = defineRoute(
  {
    name: 'readOrder',
    summary: 'One of my orders, with its timeline',
    params: z.object({ id: z.uuid() }),
    response: OrderView,
    actor: 'customer',
  },
  ({ tx, actor, params, locale, now }) =>
    readOrder(tx, { orderId: params.id, reader: { side: 'CUSTOMER', userId: actor.userId }, locale, now }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
