import { z } from 'zod';
import { tiers } from '@/lib/identity/model';
import { days, minutes } from '@/lib/shared/clock';
import { PageQuery, pageOf } from '@/lib/shared/pagination';

/** A fixed amount, or a percentage (1–100) of what it applies to, capped or not. Both count once per coupon, over all its lines. */
export type Discount =
  | { type: 'FIXED'; amountWon: number }
  | { type: 'PERCENT'; percent: number; capWon: number | null };

/** What a coupon is for. `ids` of categories include all below those that were chosen. */
export type CouponScope = { type: 'ALL' } | { type: 'PRODUCTS' | 'CATEGORIES'; ids: string[] };

/** What becomes of a coupon's benefit when units are cancelled and what remains of its scope is below its minimum. */
export const partialCancelPolicies = ['KEEP', 'RECLAIM', 'RECLAIM_PROPORTIONAL'] as const;
export type PartialCancelPolicy = (typeof partialCancelPolicies)[number];

/** Whether a coupon comes back when its order is cancelled as a whole. ALWAYS gives an expired one `restoredForMs` more. */
export const restorePolicies = ['ALWAYS', 'IF_NOT_EXPIRED', 'NEVER'] as const;
export type RestorePolicy = (typeof restorePolicies)[number];
export const restoredForMs = days(7);

/** What a campaign does about a claimer whose device, phone or address was seen on another account. */
export const abusePolicies = ['REFUSE', 'FLAG'] as const;

export const campaignStatuses = ['DRAFT', 'RUNNING', 'ENDED'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];
export const issueWays = ['CLAIM', 'CODE', 'AUTO'] as const;
export const issueOccasions = ['SIGN_UP', 'FIRST_ORDER', 'TIER_CHANGE', 'DATE'] as const;
export type IssueOccasion = (typeof issueOccasions)[number];

export const couponStates = ['USABLE', 'HELD', 'USED', 'EXPIRED', 'REVOKED'] as const;
export type CouponState = (typeof couponStates)[number];

/** How it came to its owner; GRANT is by hand. */
export const couponSources = ['CLAIM', 'CODE', 'AUTO', 'GRANT'] as const;
export type CouponSource = (typeof couponSources)[number];

/** What can happen to a coupon, and in which states. SQL (coupon_transition_allowed) shares it. */
export const couponActions = {
  hold: ['USABLE'],
  /** At once, or by the order that holds it. */
  use: ['USABLE', 'HELD'],
  /** By the order that held it and was not paid. */
  release: ['HELD'],
  /** When its order is cancelled as a whole. */
  restore: ['USED'],
  expire: ['USABLE'],
  revoke: ['USABLE', 'HELD'],
} as const satisfies Record<string, readonly CouponState[]>;
export type CouponAction = keyof typeof couponActions;

/** Coupons that one cart may hold, and that the best set is found among. */
export const cartCouponsMax = 20;
/** Members who wish it are told of a coupon so long before its end. */
export const couponReminderMs = days(3);

export const CampaignParams = z.object({ id: z.uuid() });
export const CouponParams = z.object({ id: z.uuid() });

const DiscountView = z.union([
  z.object({ type: z.literal('FIXED'), amountWon: z.int() }),
  z.object({ type: z.literal('PERCENT'), percent: z.int(), capWon: z.int().nullable() }),
]);
const ScopeView = z.union([
  z.object({ type: z.literal('ALL') }),
  z.object({ type: z.enum(['PRODUCTS', 'CATEGORIES']), ids: z.array(z.string()) }),
]);

/** What a coupon is good for, as a shopper reads it. */
export const termsMembers = {
  discount: DiscountView,
  scope: ScopeView,
  minimumWon: z.int(),
  firstPurchaseOnly: z.boolean(),
  stackable: z.boolean(),
};

/** A coupon as its owner sees it. */
export const CouponView = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    name: z.string(),
    state: z.enum(couponStates),
    usableFrom: z.iso.datetime(),
    usableUntil: z.iso.datetime(),
    issuedAt: z.iso.datetime(),
    orderId: z.string().nullable(),
    ...termsMembers,
  })
  .meta({ id: 'Coupon' });
export type CouponView = z.infer<typeof CouponView>;
export const CouponPage = pageOf(CouponView);
export const CouponQuery = PageQuery.extend({ state: z.enum(couponStates).optional() });

export const couponEventTypes = ['ISSUED', 'HELD', 'RELEASED', 'USED', 'RESTORED', 'EXPIRED', 'REVOKED'] as const;
export type CouponEventType = (typeof couponEventTypes)[number];

export const CouponHistory = z.object({
  items: z.array(
    z.object({
      type: z.enum(couponEventTypes),
      orderId: z.string().nullable(),
      by: z.enum(['CUSTOMER', 'ADMIN', 'SYSTEM']),
      reason: z.string().nullable(),
      occurredAt: z.iso.datetime(),
    }),
  ),
});
export type CouponHistory = z.infer<typeof CouponHistory>;

export const claimStates = ['OPEN', 'NOT_YET', 'SOLD_OUT', 'CLAIMED', 'NOT_ELIGIBLE', 'ENDED'] as const;
export type ClaimState = (typeof claimStates)[number];

/** A campaign that one can claim a coupon of, as whoever looks sees it. `remainingUnits` is null where there is no end to them. */
export const CampaignOffer = z
  .object({
    id: z.string(),
    name: z.string(),
    ...termsMembers,
    tiers: z.array(z.enum(tiers)),
    closesAt: z.iso.datetime().nullable(),
    claim: z.object({
      state: z.enum(claimStates),
      opensAt: z.iso.datetime().nullable(),
      remainingUnits: z.int().nullable(),
      /** Tickets from here on, where the campaign has a queue. */
      queueOpensAt: z.iso.datetime().nullable(),
      /** Of whoever looks, while they stand in it. */
      ticketId: z.string().nullable(),
    }),
  })
  .meta({ id: 'CouponCampaignOffer' });
export type CampaignOffer = z.infer<typeof CampaignOffer>;
export const CampaignOffers = z.object({ items: z.array(CampaignOffer), asOf: z.iso.datetime() });

/** Tickets are drawn from so long before the opening; who comes within it is shuffled. */
export const earlyTicketMs = minutes(10);
/** Tickets that one transaction serves. */
export const ticketBatchSize = 500;
/** What is assumed of the speed before any ticket was served. */
export const ticketsPerSecondAssumed = 100;

export const ticketStates = ['WAITING', 'ISSUED', 'REJECTED'] as const;

/**
 * A place in a campaign's queue. `position` is how many are before it and itself, null until the tickets drawn before the opening are
 * shuffled; `etaSeconds` is until it is served, before the opening until that. `code` is why it was rejected.
 */
export const TicketView = z
  .object({
    ticketId: z.string(),
    state: z.enum(ticketStates),
    position: z.int().nullable(),
    etaSeconds: z.int().nullable(),
    coupon: CouponView.optional(),
    code: z.string().optional(),
  })
  .meta({ id: 'CouponTicket' });
export type TicketView = z.infer<typeof TicketView>;
export const TicketParams = z.object({ id: z.uuid(), ticketId: z.uuid() });

/** What a claim gives: the coupon, or a place in the queue for it. */
export const Claimed = z.union([CouponView, TicketView]);
export type Claimed = z.infer<typeof Claimed>;

export const codeLengthMax = 64;
export const RedemptionInput = z.object({ code: z.string().trim().min(1).max(codeLengthMax) });

/** Why somebody gets no coupon of a campaign. SEEN_BEFORE: the device, phone or address has claimed with another account. */
export const eligibilityReasons = ['TIER', 'NOT_FIRST_PURCHASE', 'SEEN_BEFORE'] as const;
export type EligibilityReason = (typeof eligibilityReasons)[number];

export type CouponError =
  | { code: 'coupon.campaignNotFound' }
  | { code: 'coupon.campaignChanged'; version: number }
  | { code: 'coupon.campaignFixed'; members: string[] }
  | { code: 'coupon.campaignInvalid'; errors: { path: string; message: string }[] }
  | { code: 'coupon.codeTaken' }
  | { code: 'coupon.scopeUnknown'; ids: string[] }
  | { code: 'coupon.notOpen'; opensAt: string | null; closesAt: string | null }
  | { code: 'coupon.limitReached'; limit: number }
  | { code: 'coupon.notEligible'; reason: Exclude<EligibilityReason, 'SEEN_BEFORE'> }
  | { code: 'coupon.notEligible'; reason: 'SEEN_BEFORE'; campaignId: string }
  | { code: 'coupon.soldOut' }
  | { code: 'coupon.unknownCode' }
  | { code: 'coupon.tooManyWrongCodes'; retryAfterSeconds: number }
  | { code: 'coupon.notFound' }
  | { code: 'coupon.ticketNotFound' }
  | CouponGoneError
  | { code: 'coupon.notRevocable'; couponState: CouponState }
  | { code: 'coupon.revocationNotFound' }
  | { code: 'coupon.grantNotFound' }
  | { code: 'coupon.flagNotFound' }
  | { code: 'coupon.flagDecided'; state: string };

/** Chosen coupons that other work took away between the look and the use. */
export type CouponGoneError = { code: 'coupon.gone'; couponIds: string[] };
