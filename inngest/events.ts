import { eventType } from 'inngest';
import { z } from 'zod';

/** An unpaid order was placed; its hold on stock ends at the moment given. */
export const orderPlaced = eventType('order/placed', {
  schema: z.object({ orderId: z.uuid(), holdExpiresAt: z.iso.datetime() }),
});

/** An unpaid order is unpaid no longer: it was paid, cancelled, or has expired. Nothing waits for its hold any more. */
export const orderSettled = eventType('order/settled', { schema: z.object({ orderId: z.uuid() }) });

/** An endpoint may have something to be sent: now, or at the moment given. */
export const deliveryDue = eventType('delivery/due', {
  schema: z.object({ endpointId: z.uuid(), notBefore: z.iso.datetime().optional() }),
});

/** An import of products is to be applied. */
export const productImportRequested = eventType('products/import.requested', {
  schema: z.object({ importId: z.uuid() }),
});

/** Something was paid or cancelled: sales can be counted. */
export const saleMade = eventType('sale/made', { schema: z.object({}) });

/** A variant that people wait for can be bought again, or its wave is not told to the end. */
export const stockReturned = eventType('stock/returned', { schema: z.object({ variantId: z.uuid() }) });

/** A mail was queued. */
export const mailDue = eventType('mail/due', { schema: z.object({}) });

/** An alert was raised that admins are told of by mail. */
export const alertRaised = eventType('alert/raised', { schema: z.object({}) });

/** Somebody waits in a coupon campaign's queue, or will from the moment given. */
export const ticketsDrawn = eventType('coupon/tickets.drawn', {
  schema: z.object({ campaignId: z.uuid(), notBefore: z.iso.datetime() }),
});

/** Something was put into a cart whose end nothing waits for yet. */
export const cartFilled = eventType('cart/filled', { schema: z.object({ cartId: z.uuid() }) });

/** Somebody did what campaigns give a coupon for. */
export const occasionCame = eventType('coupon/occasion.came', { schema: z.object({}) });

/** An admin has begun to give a tier a coupon. */
export const grantAsked = eventType('coupon/grant.asked', { schema: z.object({}) });

/** An admin has begun to take coupons away. */
export const revocationAsked = eventType('coupon/revocation.asked', { schema: z.object({}) });

/** An admin has begun a replay or a resync. */
export const deliveryJobAsked = eventType('delivery/job.asked', { schema: z.object({}) });

/** An admin has removed an endpoint. */
export const endpointRemoved = eventType('delivery/endpoint.removed', { schema: z.object({}) });

/** Deliveries died, or a breaker turned: alerts can be raised, or are over. */
export const deliveryTroubled = eventType('delivery/troubled', { schema: z.object({ notBefore: z.iso.datetime() }) });
