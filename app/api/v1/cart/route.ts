import { z } from 'zod';
import { newCartToken } from '@/lib/cart/cart-token';
import { CartView } from '@/lib/cart/model';
import { createGuestCart, openCart } from '@/lib/cart/open-cart';
import { readCart, viewNoCart } from '@/lib/cart/queries';
import { guestTokenHeaders, guestTokenOf } from '@/lib/http/cart-cookie';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

// A transaction although it reads: a member's cart appears with the first look, and a guest's merges into it.
export const GET = defineRoute(
  { name: 'readCart', summary: "The member's or guest's cart", response: CartView, actor: 'public', transaction: true },
  async ({ tx, actor, now, locale, request }) => {
    const cart = await openCart(tx, { userId: actor?.userId ?? null, guestToken: guestTokenOf(request) }, now);
    return ok(cart ? await readCart(tx, cart.id, { locale, now }) : viewNoCart);
  },
);

export const POST = defineRoute(
  {
    name: 'createGuestCart',
    summary: 'A new guest cart; its token goes into X-Cart-Token',
    response: CartView.extend({ cartToken: z.string() }),
    status: 201,
    actor: 'public',
    headers: (cart) => guestTokenHeaders(cart.cartToken),
  },
  async ({ tx, now, locale }) => {
    const cartToken = newCartToken();
    const { id } = await createGuestCart(tx, { guestToken: cartToken, now });
    return ok({ ...(await readCart(tx, id, { locale, now })), cartToken });
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
