import { z } from 'zod';
import { sendOrderSettled } from '@/inngest/send-order-settled';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { inTransaction } from '@/lib/db/transaction';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { dropLapsedCoupons } from '@/lib/orders/drop-lapsed-coupons';
import { OrderView } from '@/lib/orders/model';
import { payOrder } from '@/lib/orders/pay-order';
import { readOrder } from '@/lib/orders/queries';

export const POST = defineRoute(
  {
    name: 'payOrder',
    summary: 'Pays an unpaid order from the wallet',
    params: z.object({ id: z.uuid() }),
    body: z.object({ expectedTotalWon: z.int().min(0).optional() }),
    response: OrderView,
    actor: 'customer',
    idempotent: true,
    afterCommit: async (order) => {
      wakeOrderConsumers();
      await sendOrderSettled(order.id);
    },
    afterRefusal: async (error, { actor, params, now }) => {
      if (error.code !== 'order.totalChanged') return;
      await inTransaction((tx) => dropLapsedCoupons(tx, { actor, orderId: params.id, now }));
    },
  },
  async ({ tx, actor, params, body, now, locale }) => {
    const paid = await payOrder(tx, { actor, orderId: params.id, ...body, now });
    if (!paid.ok) return paid;
    return readOrder(tx, { orderId: params.id, reader: { side: 'CUSTOMER', userId: actor.userId }, locale, now });
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
