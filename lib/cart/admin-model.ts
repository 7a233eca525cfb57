import { z } from 'zod';
import { CampaignTerms } from '@/lib/coupons/admin-model';
import { cartCouponsMax } from '@/lib/coupons/model';
import { couponReasons, lanes, Quote } from '@/lib/pricing/model';
import { cartLinesMax, lineQuantityMax } from './model';

/** A cart to try a campaign in that nobody has: units of variants, coupons of other campaigns, and whether the shopper has bought before. */
export const TrialInput = z.object({
  terms: CampaignTerms,
  lines: z
    .array(z.object({ variantId: z.uuid(), quantity: z.int().min(1).max(lineQuantityMax) }))
    .max(cartLinesMax)
    .refine(
      (lines) => new Set(lines.map(({ variantId }) => variantId)).size === lines.length,
      'must name each variant once',
    ),
  campaignIds: z
    .array(z.uuid())
    .max(cartCouponsMax - 1)
    .default([]),
  hasBought: z.boolean().default(false),
});
export type TrialInput = z.infer<typeof TrialInput>;

/** As which the quote names the coupon that is tried; those of other campaigns go by their campaign's id. */
export const triedCouponId = 'trial';

/** What the cart costs, and what became of each coupon: those that apply in their order, then the others. */
export const Trial = z
  .object({
    lines: z.array(z.object({ variantId: z.string(), quantity: z.int(), unitPriceWon: z.int(), discountWon: z.int() })),
    coupons: z.array(
      z.object({
        couponId: z.string(),
        lane: z.enum(lanes),
        discountWon: z.int(),
        reason: z.enum(couponReasons).nullable(),
        missingWon: z.int(),
      }),
    ),
    quote: Quote,
  })
  .meta({ id: 'CouponTrial' });
export type Trial = z.infer<typeof Trial>;
