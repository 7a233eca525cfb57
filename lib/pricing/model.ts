import { z } from 'zod';
import type { CouponScope, Discount, PartialCancelPolicy } from '@/lib/coupons/model';
import { useRefusals } from '@/lib/coupons/rules';

/** A line to price: units at the present price. */
export type PricedLine = {
  variantId: string;
  productId: string;
  categoryId: string;
  unitPriceWon: number;
  quantity: number;
};

/** The flat fee and the goods amount from which it falls away, in won. */
export type ShippingRule = { shippingFeeWon: number; freeShippingFromWon: number };

/** What a coupon grants, as far as its price goes. `minimumWon` is of the goods in its scope, before coupons; 0 is none. */
export type CouponTerms = {
  couponId: string;
  discount: Discount;
  scope: CouponScope;
  minimumWon: number;
  /** Goes together with others of its lane. */
  stackable: boolean;
};

/** Each lane works on what the lanes before it left. The lane follows from scope and type (`laneOf`). */
export const lanes = ['ITEM', 'ORDER_PERCENT', 'ORDER_FIXED'] as const;
export type Lane = (typeof lanes)[number];

/**
 * Why a coupon did not apply: nothing of its scope is there; its minimum is not reached; another coupon that does not stack has its lines
 * or its lane; nothing was left to discount.
 */
export const couponRefusals = ['NOT_IN_CART', 'BELOW_MINIMUM', 'LANE_TAKEN', 'NOTHING_LEFT'] as const;
export type CouponRefusal = (typeof couponRefusals)[number];
/** Those, why a coupon can't be used at all, and that the best set is no better with it. */
export const couponReasons = [...useRefusals, ...couponRefusals, 'NO_BETTER'] as const;
export type CouponReason = (typeof couponReasons)[number];

/** A coupon in a quote. `sharesWon` has its part of each line, in the lines' order; they sum to `discountWon`. */
export type QuotedCoupon = {
  couponId: string;
  discountWon: number;
  sharesWon: number[];
  refusal: CouponRefusal | null;
  /** Won of goods in its scope that its minimum still lacks; 0 where that is not the reason. */
  missingWon: number;
};

/** Why the total is what it is: what applied, what did not, and how much more would make it apply. */
export const TraceStep = z.object({
  rule: z.enum(['coupon.applied', 'coupon.refused', 'shipping.fee', 'shipping.free']),
  amountWon: z.int(),
  /** Won of goods still missing for the rule that did not apply. */
  missingWon: z.int().nullable(),
  couponId: z.string().optional(),
  reason: z.enum(couponReasons).optional(),
});
export type TraceStep = z.infer<typeof TraceStep>;

export const Quote = z.object({
  goodsWon: z.int(),
  itemDiscountWon: z.int(),
  orderDiscountWon: z.int(),
  shippingWon: z.int(),
  totalWon: z.int(),
  trace: z.array(TraceStep),
});
export type Quote = z.infer<typeof Quote>;

/** A quote with its parts: `coupons` in the order in which they applied, then those that did not; `lineDiscountsWon` by line. */
export type QuoteInDetail = Quote & { coupons: QuotedCoupon[]; lineDiscountsWon: number[] };

/** A coupon as an order froze it. `unitSharesWon` has its part of every unit, by line; they sum to `discountWon`. */
export type FrozenCoupon = {
  couponId: string;
  discount: Discount;
  discountWon: number;
  minimumWon: number;
  policy: PartialCancelPolicy;
  lane: Lane;
  stackable: boolean;
  unitSharesWon: number[][];
  /** By line, whether it is in the coupon's scope. */
  inScope: boolean[];
};

/** What an order's refunds are computed from: all of it was frozen when the order was placed, but for what was cancelled since. */
export type RefundBasis = {
  lines: { unitPriceWon: number; quantity: number; cancelledQuantity: number }[];
  coupons: FrozenCoupon[];
  shippingWon: number;
  paidWon: number;
  refundedWon: number;
};
