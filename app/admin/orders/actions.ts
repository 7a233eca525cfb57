'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { type OrderStatus, TransitionInput } from '@/lib/orders/model';
import { transitionOrder } from '@/lib/orders/transition-order';
import { ok } from '@/lib/shared/result';

const moveOrderAction = defineAction(
  {
    name: 'moveOrder',
    input: TransitionInput.extend({ orderId: z.uuid() }),
    actor: 'admin',
    afterCommit: (_: OrderStatus, { input }) => {
      wakeOrderConsumers();
      revalidatePath(paths.adminOrder(input.orderId));
    },
  },
  async ({ tx, actor, input, now }) => {
    const moved = await transitionOrder(tx, { actor, orderId: input.orderId, to: input.to, now });
    return moved.ok ? ok(moved.value.status) : moved;
  },
);

/** Moves an order along, as `POST /admin/orders/{id}/transitions` does. */
export async function moveOrder(previous: ActionState<OrderStatus>, form: FormData): Promise<ActionState<OrderStatus>> {
  return moveOrderAction(previous, form);
}
