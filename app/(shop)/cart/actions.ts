'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { addToCart as addUnits } from '@/lib/cart/add-to-cart';
import { newCartToken } from '@/lib/cart/cart-token';
import { type CartView, LineInput } from '@/lib/cart/model';
import { createGuestCart, openCart } from '@/lib/cart/open-cart';
import { readCart } from '@/lib/cart/queries';
import { readGuestToken, writeGuestToken } from '@/lib/http/cart-cookie';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { signInPath } from '@/lib/identity/return-path';
import { ok } from '@/lib/shared/result';

const Purchase = z.object({
  variantId: z.uuid(),
  quantity: z.coerce.number().pipe(LineInput.shape.quantity.min(1)),
  intent: z.enum(['add', 'buy']).default('add'),
});

const addToCartAction = defineAction(
  {
    name: 'addToCart',
    input: Purchase,
    actor: 'public',
    // A guest's token: the one they have, or a new one that the answer hands over.
    prepare: async ({ actor }) => {
      const guestToken = await readGuestToken();
      return ok(actor ? { guestToken } : { guestToken: guestToken ?? newCartToken() });
    },
    afterCommit: async (_: CartView, { actor, input, prepared }) => {
      if (!actor && prepared.guestToken) await writeGuestToken(prepared.guestToken);
      // Straight to the sign-in: a redirect that meets a second one would leave the first one's address in the browser.
      if (input.intent === 'buy') redirect(actor ? paths.checkout : signInPath(paths.checkout));
    },
  },
  async ({ tx, actor, input, now, locale, prepared: { guestToken } }) => {
    const owner = { userId: actor?.userId ?? null, guestToken };
    const cart = (await openCart(tx, owner, now)) ?? (await createGuestCart(tx, { guestToken: guestToken ?? '', now }));
    const added = await addUnits(tx, { cart, variantId: input.variantId, quantity: input.quantity, now });
    return added.ok ? ok(await readCart(tx, cart.id, { locale, now })) : added;
  },
);

export async function addToCart(previous: ActionState<CartView>, form: FormData): Promise<ActionState<CartView>> {
  return addToCartAction(previous, form);
}
