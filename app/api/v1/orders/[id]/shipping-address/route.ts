import { z } from 'zod';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { changeAddress } from '@/lib/orders/change-address';
import { OrderView, ShippingAddress } from '@/lib/orders/model';
import { readOrder } from '@/lib/orders/queries';

export const PUT = defineRoute(
  {
    name: 'changeShippingAddress',
    summary: 'Sends an order elsewhere, before it is prepared',
    params: z.object({ id: z.uuid() }),
    body: ShippingAddress,
    response: OrderView,
    actor: 'customer',
    afterCommit: wakeDelivery,
  },
  async ({ tx, actor, params, body, now, locale }) => {
    const changed = await changeAddress(tx, { actor, orderId: params.id, address: body, now });
    if (!changed.ok) return changed;
    return readOrder(tx, { orderId: params.id, reader: { side: 'CUSTOMER', userId: actor.userId }, locale, now });
  },
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
