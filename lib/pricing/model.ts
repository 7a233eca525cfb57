import { z } from 'zod';

/** A line to price: units at the present price. */
export type PricedLine = { variantId: string; unitPriceWon: number; quantity: number };

/** The flat fee and the goods amount from which it falls away, in won. */
export type ShippingRule = { feeWon: number; freeFromWon: number };

export const shippingRule: ShippingRule = { feeWon: 3_000, freeFromWon: 50_000 };

/** Why the total is what it is: what applied, what did not, and how much more would make it apply. */
export const TraceStep = z.object({
  rule: z.enum(['shipping.fee', 'shipping.free']),
  amountWon: z.int(),
  /** Won of goods still missing for the rule that did not apply. */
  missingWon: z.int().nullable(),
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
