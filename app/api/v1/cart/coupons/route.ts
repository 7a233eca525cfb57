import { chooseCoupons } from '@/lib/cart/choose-coupons';
import { CartCouponsInput, CartView } from '@/lib/cart/model';
import { openCart } from '@/lib/cart/open-cart';
import { readCart } from '@/lib/cart/queries';
import { guestTokenOf } from '@/lib/http/cart-cookie';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { required } from '@/lib/shared/invariant';
import { ok } from '@/lib/shared/result';

export const PUT = defineRoute(
  {
    name: 'chooseCartCoupons',
    summary: 'Chooses the coupons of my cart, in place of those chosen before',
    body: CartCouponsInput,
    response: CartView,
    actor: 'customer',
  },
  async ({ tx, actor, body, now, locale, request }) => {
    const { userId } = actor;
    const cart = required(await openCart(tx, { userId, guestToken: guestTokenOf(request) }, now), "a member's cart");
    const chosen = await chooseCoupons(tx, { cart, userId, couponIds: body.couponIds, byHand: true, now });
    return chosen.ok ? ok(await readCart(tx, cart.id, { locale, now })) : chosen;
  },
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
