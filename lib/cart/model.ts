import { z } from 'zod';
import { cartCouponsMax } from '@/lib/coupons/model';
import { couponReasons, Quote } from '@/lib/pricing/model';
import { hours } from '@/lib/shared/clock';

/** Members who wish so are reminded this long before the end. */
export const cartReminderMs = hours(3);
/** Units of one line, unless the variant says less; a CHECK says so too. */
export const lineQuantityMax = 99;
export const cartLinesMax = 50;

export const lineProblems = ['PRICE_CHANGED', 'INSUFFICIENT_STOCK', 'SOLD_OUT', 'UNAVAILABLE'] as const;
export type LineProblem = (typeof lineProblems)[number];

export const CartLineView = z.object({
  variantId: z.string(),
  productId: z.string(),
  slug: z.string(),
  name: z.string(),
  options: z.record(z.string(), z.string()),
  image: z.string().nullable(),
  quantity: z.int(),
  quantityMax: z.int(),
  unitPriceWon: z.int(),
  priceWhenAddedWon: z.int(),
  availableUnits: z.int(),
  problem: z.enum(lineProblems).nullable(),
});
export type CartLineView = z.infer<typeof CartLineView>;

/** A coupon that was chosen for the cart. `reason` says why it does not apply, `missingWon` what its minimum still lacks. */
export const CartCouponView = z.object({
  couponId: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  usableUntil: z.iso.datetime(),
  discountWon: z.int(),
  applied: z.boolean(),
  reason: z.enum(couponReasons).nullable(),
  missingWon: z.int(),
});
export type CartCouponView = z.infer<typeof CartCouponView>;

export const CartCouponsInput = z.object({ couponIds: z.array(z.uuid()).max(cartCouponsMax) });

/** `id` and `expiresAt` are null, and `version` 0, for a visitor who has no cart yet. Prices in won, at this moment. */
export const CartView = z
  .object({
    id: z.string().nullable(),
    version: z.int(),
    expiresAt: z.iso.datetime().nullable(),
    lines: z.array(CartLineView),
    coupons: z.array(CartCouponView),
    /** The member chose the coupons, and so nobody else does until the cart is empty. */
    couponsByHand: z.boolean(),
    quote: Quote,
  })
  .meta({ id: 'Cart' });
export type CartView = z.infer<typeof CartView>;

/** The coupons that make a cart cost the least, by id; all that were looked at, those that apply first; and the price with them. */
export const BestCoupons = z
  .object({ couponIds: z.array(z.string()), coupons: z.array(CartCouponView), quote: Quote })
  .meta({ id: 'BestCoupons' });
export type BestCoupons = z.infer<typeof BestCoupons>;

/** The cart with the best coupons chosen, and why it does without the others. */
export const BestChosen = z.object({ cart: CartView, leftOut: z.array(CartCouponView) }).meta({ id: 'BestChosen' });
export type BestChosen = z.infer<typeof BestChosen>;

/** Which cart it is, and the units in it; for the header of every page. */
export type CartMark = { id: string | null; version: number; units: number };

export const LineInput = z.object({ quantity: z.int().min(0).max(1_000_000) });

export type CartError =
  | { code: 'cart.quantityLimit'; variantId: string; limit: number }
  | { code: 'cart.lineLimit'; limit: number }
  | { code: 'cart.variantNotFound' }
  | { code: 'cart.empty' }
  | { code: 'cart.changed'; version: number }
  | { code: 'cart.alreadyOrdered'; orderId: string };
