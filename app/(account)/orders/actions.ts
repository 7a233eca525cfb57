'use server';

import { refresh } from 'next/cache';
import { after } from 'next/server';
import { z } from 'zod';
import { sendOrderSettled } from '@/inngest/send-order-settled';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { payOrder as pay } from '@/lib/orders/pay-order';
import { ok } from '@/lib/shared/result';

const payOrderAction = defineAction(
  {
    name: 'payOrder',
    input: z.object({ orderId: z.uuid(), expectedTotalWon: z.coerce.number().int().min(0) }),
    actor: 'customer',
    afterCommit: ({ orderId }: { orderId: string }) => {
      wakeOrderConsumers();
      after(() => sendOrderSettled(orderId));
      refresh();
    },
  },
  async ({ tx, actor, input, now }) => {
    const paid = await pay(tx, { actor, ...input, now });
    return paid.ok ? ok({ orderId: paid.value.id }) : paid;
  },
);

export async function payOrder(
  previous: ActionState<{ orderId: string }>,
  form: FormData,
): Promise<ActionState<{ orderId: string }>> {
  const state = await payOrderAction(previous, form);
  // Whatever the refusal is (less in the wallet, the hold over), the page reads again what it came from.
  if (state.status === 'failed') refresh();
  return state;
}
