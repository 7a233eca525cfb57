'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { changeTracking } from '@/lib/orders/change-tracking';
import { type OrderStatus, Tracking, transitionTargets } from '@/lib/orders/model';
import { transitionOrder } from '@/lib/orders/transition-order';
import { ok } from '@/lib/shared/result';

const { carrier, number } = Tracking.shape;

const moveOrderAction = defineAction(
  {
    name: 'moveOrder',
    input: z
      .object({
        orderId: z.uuid(),
        to: z.enum(transitionTargets),
        carrier: carrier.optional(),
        number: z.union([z.literal(''), number]).optional(),
      })
      .transform(({ carrier, number, ...form }) => ({
        ...form,
        tracking: carrier && number ? { carrier, number } : undefined,
      })),
    actor: 'admin',
    afterCommit: (_: OrderStatus, { input }) => tellOf(input),
  },
  async ({ tx, actor, input, now }) => {
    const moved = await transitionOrder(tx, { actor, ...input, now });
    return moved.ok ? ok(moved.value.status) : moved;
  },
);

const changeTrackingAction = defineAction(
  {
    name: 'changeTrackingByForm',
    input: z.object({ orderId: z.uuid(), carrier, number }),
    actor: 'admin',
    afterCommit: (_: OrderStatus, { input }) => tellOf(input),
  },
  async ({ tx, actor, input: { orderId, ...tracking }, now }) => {
    const changed = await changeTracking(tx, { actor, orderId, tracking, now });
    return changed.ok ? ok(changed.value.status) : changed;
  },
);

function tellOf({ orderId }: { orderId: string }) {
  wakeOrderConsumers();
  revalidatePath(paths.adminOrder(orderId));
}

/** Moves an order along, as `POST /admin/orders/{id}/transitions` does. */
export async function moveOrder(previous: ActionState<OrderStatus>, form: FormData): Promise<ActionState<OrderStatus>> {
  return moveOrderAction(previous, form);
}

/** Says which parcel an order is in, as `PUT /admin/orders/{id}/tracking` does. */
export async function changeTrackingByForm(
  previous: ActionState<OrderStatus>,
  form: FormData,
): Promise<ActionState<OrderStatus>> {
  return changeTrackingAction(previous, form);
}
