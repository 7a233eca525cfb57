'use server';

import { refresh, revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { z } from 'zod';
import { sendOrderPlaced } from '@/inngest/send-order-placed';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { readGuestToken } from '@/lib/http/cart-cookie';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import type { AppError } from '@/lib/http/errors';
import { paths } from '@/lib/http/paths';
import { ChosenAddress, chooseAddress } from '@/lib/identity/choose-address';
import { signInPath } from '@/lib/identity/return-path';
import { PlaceOrderInput } from '@/lib/orders/model';
import { placeOrder } from '@/lib/orders/place-order';
import { ok } from '@/lib/shared/result';

const cartVersion = z.coerce.number().pipe(PlaceOrderInput.shape.cartVersion);
const expectedTotalWon = z.coerce.number().pipe(PlaceOrderInput.shape.expectedTotalWon);

/** Which button was pressed: pay at once, or order now and pay while the stock is held. */
const pay = z.enum(['now', 'later']);

const Checkout = z.object({ cartVersion, expectedTotalWon, pay }).and(ChosenAddress);

/** Without an end of its hold it is paid. */
type Ordered = { orderId: string; holdExpiresAt: string | null };

const checkoutAction = defineAction(
  {
    name: 'checkout',
    input: Checkout,
    actor: 'customer',
    prepare: async () => ok({ guestToken: await readGuestToken() }),
    afterCommit: (ordered: Ordered) => {
      if (ordered.holdExpiresAt === null) wakeOrderConsumers();
      else after(() => sendOrderPlaced(ordered));
      // Going back must not show the cart that has just become an order.
      revalidatePath('/', 'layout');
      redirect(paths.order(ordered.orderId));
    },
  },
  async ({ tx, actor, input, prepared: { guestToken }, now, locale }) => {
    const address = await chooseAddress(tx, { actor, chosen: input });
    if (!address.ok) return address;
    const { cartVersion: version, expectedTotalWon: expected } = input;
    const placed = await placeOrder(tx, {
      actor,
      guestToken,
      cartVersion: version,
      expectedTotalWon: expected,
      shippingAddress: address.value,
      pay: input.pay === 'now',
      now,
      locale,
    });
    if (!placed.ok) return placed;
    const { id, holdExpiresAt } = placed.value;
    return ok({ orderId: id, holdExpiresAt: holdExpiresAt?.toISOString() ?? null });
  },
);

export async function checkout(previous: ActionState<Ordered>, form: FormData): Promise<ActionState<Ordered>> {
  const state = await checkoutAction(previous, form);
  if (state.status === 'failed') leaveOrRefresh(state.error);
  return state;
}

/** Refusals that another page answers, or this one with what it reads anew. */
function leaveOrRefresh(refusal: AppError): void {
  // The form was sent twice, or its answer got lost: the cart is an order already.
  if (refusal.code === 'cart.alreadyOrdered') redirect(paths.order(refusal.orderId));
  if (refusal.code === 'http.unauthenticated') redirect(signInPath(paths.checkout));
  if (refusal.code === 'wallet.insufficient') refresh();
}
