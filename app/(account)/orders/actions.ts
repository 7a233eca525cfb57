'use server';

import { refresh, revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { z } from 'zod';
import { sendOrderSettled } from '@/inngest/send-order-settled';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { inTransaction } from '@/lib/db/transaction';
import { readGuestToken } from '@/lib/http/cart-cookie';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { ChosenAddress, chooseAddress } from '@/lib/identity/choose-address';
import { changeAddress } from '@/lib/orders/change-address';
import { dropLapsedCoupons } from '@/lib/orders/drop-lapsed-coupons';
import { orderAgain as putInCart } from '@/lib/orders/order-again';
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
    afterRefusal: async (error, { actor, input: { orderId }, now }) => {
      if (error.code !== 'order.totalChanged') return;
      await inTransaction((tx) => dropLapsedCoupons(tx, { actor, orderId, now }));
    },
  },
  async ({ tx, actor, input, now }) => {
    const paid = await pay(tx, { actor, ...input, now });
    return paid.ok ? ok({ orderId: paid.value.id }) : paid;
  },
);

const orderAgainAction = defineAction(
  {
    name: 'orderAgain',
    input: z.object({ orderId: z.uuid() }),
    actor: 'customer',
    prepare: async () => ok({ guestToken: await readGuestToken() }),
    afterCommit: ({ leftOut }: { leftOut: number }) => {
      revalidatePath('/', 'layout');
      redirect(leftOut > 0 ? paths.cartWithout(leftOut) : paths.cart);
    },
  },
  ({ tx, actor, input: { orderId }, prepared: { guestToken }, now }) =>
    putInCart(tx, { actor, guestToken, orderId, now }),
);

const changeAddressAction = defineAction(
  {
    name: 'changeOrderAddress',
    input: z.object({ orderId: z.uuid() }).and(ChosenAddress),
    actor: 'customer',
    afterCommit: (_: undefined) => {
      wakeDelivery();
      refresh();
    },
  },
  async ({ tx, actor, input, now }) => {
    const address = await chooseAddress(tx, { actor, chosen: input });
    if (!address.ok) return address;
    const changed = await changeAddress(tx, { actor, orderId: input.orderId, address: address.value, now });
    return changed.ok ? ok(undefined) : changed;
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

export async function orderAgain(
  previous: ActionState<{ leftOut: number }>,
  form: FormData,
): Promise<ActionState<{ leftOut: number }>> {
  return orderAgainAction(previous, form);
}

export async function changeOrderAddress(previous: ActionState, form: FormData): Promise<ActionState> {
  return changeAddressAction(previous, form);
}
