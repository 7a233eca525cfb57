import { z } from 'zod';
import { sendOrderSettled } from '@/inngest/send-order-settled';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readAdminOrder } from '@/lib/orders/admin-queries';
import { cancelOrder } from '@/lib/orders/cancel-order';
import { AdminCancellationView, CancellationInput } from '@/lib/orders/model';
import { ok } from '@/lib/shared/result';

export const POST = defineRoute(
  {
    name: 'cancelAnyOrder',
    summary: 'Cancels any order until it is shipped, or units of it, and gives back what was paid for them',
    params: z.object({ id: z.uuid() }),
    body: CancellationInput,
    response: AdminCancellationView,
    status: 201,
    actor: 'admin',
    idempotent: true,
    afterCommit: async ({ order }) => {
      wakeOrderConsumers();
      if (order.paidAt === null) await sendOrderSettled(order.id);
    },
  },
  async ({ tx, actor, params, body, now, locale }) => {
    const cancelled = await cancelOrder(tx, { actor, by: 'ADMIN', orderId: params.id, ...body, now });
    if (!cancelled.ok) return cancelled;
    const order = await readAdminOrder(tx, { orderId: params.id, locale, now });
    return order.ok ? ok({ ...cancelled.value, order: order.value }) : order;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
