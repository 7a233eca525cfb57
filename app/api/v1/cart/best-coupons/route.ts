import { chooseBestCoupons } from '@/lib/cart/choose-best-coupons';
import { findBestCoupons } from '@/lib/cart/find-best-coupons';
import { BestChosen, BestCoupons } from '@/lib/cart/model';
import { openCart } from '@/lib/cart/open-cart';
import { guestTokenOf } from '@/lib/http/cart-cookie';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { required } from '@/lib/shared/invariant';
import { ok } from '@/lib/shared/result';

// A transaction although it reads: as with the cart itself, a guest's merges into the member's with the first look.
export const GET = defineRoute(
  {
    name: 'findBestCoupons',
    summary: 'The coupons of mine that make my cart cost the least, and why the others are left out',
    response: BestCoupons,
    actor: 'customer',
    transaction: true,
  },
  async ({ tx, actor, now, locale, request }) => {
    const { userId } = actor;
    const cart = required(await openCart(tx, { userId, guestToken: guestTokenOf(request) }, now), "a member's cart");
    return ok(await findBestCoupons(tx, { cartId: cart.id, userId, locale, now }));
  },
);

export const PUT = defineRoute(
  {
    name: 'chooseBestCoupons',
    summary: 'Chooses the coupons that make my cart cost the least',
    response: BestChosen,
    actor: 'customer',
  },
  async ({ tx, actor, now, locale, request }) => {
    const { userId } = actor;
    const cart = required(await openCart(tx, { userId, guestToken: guestTokenOf(request) }, now), "a member's cart");
    return ok(await chooseBestCoupons(tx, { cart, userId, locale, now }));
  },
);

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods({ GET, PUT });
