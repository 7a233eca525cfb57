import { z } from 'zod';
import { sendOrderSettled } from '@/inngest/send-order-settled';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { cancelOrder } from '@/lib/orders/cancel-order';
import { CancellationInput, CancellationView } from '@/lib/orders/model';
import { readOrder } from '@/lib/orders/queries';
import { ok } from '@/lib/shared/result';

export const POST = defineRoute(
  {
    name: 'cancelOrder',
    summary: 'Cancels an order, or units of it, and gives back what was paid for them',
    params: z.object({ id: z.uuid() }),
    body: CancellationInput,
    response: CancellationView,
    status: 201,
    actor: 'customer',
    idempotent: true,
    afterCommit: async ({ order }) => {
      wakeOrderConsumers();
      if (order.paidAt === null) await sendOrderSettled(order.id);
    },
  },
  async ({ tx, actor, params, body, now, locale }) => {
    const cancelled = await cancelOrder(tx, { actor, by: 'CUSTOMER', orderId: params.id, ...body, now });
    if (!cancelled.ok) return cancelled;
    const reader = { side: 'CUSTOMER', userId: actor.userId } as const;
    const order = await readOrder(tx, { orderId: params.id, reader, locale, now });
    return order.ok ? ok({ ...cancelled.value, order: order.value }) : order;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
