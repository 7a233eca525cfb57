import { z } from 'zod';
import { newCartToken } from '@/lib/cart/cart-token';
import { CartView, LineInput } from '@/lib/cart/model';
import { createGuestCart, openCart } from '@/lib/cart/open-cart';
import { readCart } from '@/lib/cart/queries';
import { setLine } from '@/lib/cart/set-line';
import { guestTokenHeaders, guestTokenOf } from '@/lib/http/cart-cookie';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const PUT = defineRoute(
  {
    name: 'setCartLine',
    summary: 'Sets the quantity of a variant in the cart; 0 removes it. A guest without a cart gets one',
    params: z.object({ variantId: z.uuid() }),
    body: LineInput,
    response: CartView,
    actor: 'public',
    // The token of a cart that this request made, so that the answer can hand it over.
    prepare: async ({ actor, request }) => ok(actor || guestTokenOf(request) ? null : newCartToken()),
    headers: (_, { actor, request, prepared }) => {
      if (prepared) return guestTokenHeaders(prepared);
      const token = actor ? null : guestTokenOf(request);
      return token ? guestTokenHeaders(token) : {};
    },
  },
  async ({ tx, actor, params, body, now, locale, request, prepared }) => {
    const guestToken = prepared ?? guestTokenOf(request);
    const owner = { userId: actor?.userId ?? null, guestToken };
    // A token whose cart has ended keeps its name: the cart comes back empty.
    const cart = (await openCart(tx, owner, now)) ?? (await createGuestCart(tx, { guestToken: guestToken ?? '', now }));
    const set = await setLine(tx, { cart, variantId: params.variantId, quantity: body.quantity, now });
    return set.ok ? ok(await readCart(tx, cart.id, { locale, now })) : set;
  },
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
