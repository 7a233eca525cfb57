import { z } from 'zod';
import { tiers } from '@/lib/identity/model';
import { days, minutes } from '@/lib/shared/clock';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';
import { normalizeCode, singleCodeLength } from './coupon-code';

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
/** Ids that a campaign's scope may name. */
export const scopeIdsMax = 200;
export const quantityMax = 1_000_000;
export const perUserMax = 100;
export const useDaysMax = 3650;
/** Members who wish it are told of a coupon so long before its end. */
export const couponReminderMs = days(3);
/** Single codes that one batch may have. */
export const codeBatchMax = 100_000;
/** Coupons that one statement issues. */
export const grantBatchSize = 1_000;
/** People of a tier whom one transaction comes to. */
export const tierGrantBatchSize = 500;

const wonMax = 10_000_000;
const Won = z.int().min(1).max(wonMax);

const DiscountInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('FIXED'), amountWon: Won }),
  z.object({ type: z.literal('PERCENT'), percent: z.int().min(1).max(100), capWon: Won.nullable().default(null) }),
]);

const ScopeInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ALL') }),
  z.object({ type: z.literal('PRODUCTS'), ids: z.array(z.uuid()).min(1).max(scopeIdsMax) }),
  z.object({ type: z.literal('CATEGORIES'), ids: z.array(z.uuid()).min(1).max(scopeIdsMax) }),
]);

/** Letters and digits of a code that people choose themselves; entered in any case, with or without hyphens. */
const SharedCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9](-?[A-Z0-9]){3,31}$/, 'must be 4 to 32 letters and digits')
  // So that a mistyped single code is known without being looked for.
  .refine(
    (code) => normalizeCode(code).length !== singleCodeLength,
    `must not have ${singleCodeLength} characters, as single codes`,
  );

const issueMembers = {
  opensAt: Moment.nullable().default(null),
  closesAt: Moment.nullable().default(null),
  quantity: z.int().min(1).max(quantityMax).nullable().default(null),
  perUser: z.int().min(1).max(perUserMax).default(1),
};
const IssueInput = z.discriminatedUnion('way', [
  z.object({ way: z.literal('CLAIM'), ...issueMembers, queue: z.boolean().default(false) }),
  z.object({ way: z.literal('CODE'), ...issueMembers, code: SharedCode.nullable().default(null) }),
  z.object({ way: z.literal('AUTO'), ...issueMembers, on: z.enum(issueOccasions) }),
]);

const UseInput = z.union([z.object({ until: Moment }), z.object({ days: z.int().min(1).max(useDaysMax) })]);

const CampaignName = z.object({ ko: Text(1, 80), en: Text(1, 80).optional() });

const campaignMembers = {
  name: CampaignName,
  status: z.enum(campaignStatuses),
  discount: DiscountInput,
  scope: ScopeInput,
  minimumWon: z.int().min(0).max(1_000_000_000),
  firstPurchaseOnly: z.boolean(),
  tiers: z.array(z.enum(tiers)).max(tiers.length),
  issue: IssueInput,
  use: UseInput,
  stackable: z.boolean(),
  restoreOnCancel: z.enum(restorePolicies),
  partialCancelPolicy: z.enum(partialCancelPolicies),
  abusePolicy: z.enum(abusePolicies),
};

const rulesOfCampaign = <Shape extends z.ZodType<CampaignRules>>(shape: Shape) =>
  shape
    .refine(
      ({ partialCancelPolicy: policy, discount, minimumWon }) =>
        policy !== 'RECLAIM_PROPORTIONAL' || discount?.type !== 'FIXED' || discount.amountWon <= (minimumWon ?? 0),
      { path: ['minimumWon'], message: 'must be at least the amount, where the benefit is reclaimed proportionally' },
    )
    .refine(({ issue }) => !issue?.opensAt || !issue.closesAt || issue.opensAt < issue.closesAt, {
      path: ['issue', 'closesAt'],
      message: 'must be after opensAt',
    })
    .refine(({ use, issue }) => !use || !('until' in use) || !issue?.opensAt || issue.opensAt < use.until, {
      path: ['use', 'until'],
      message: 'must be after the opening',
    })
    .refine(({ issue }) => !issue?.queue || issue.perUser === 1, {
      path: ['issue', 'perUser'],
      message: 'must be 1 where there is a queue',
    });

type CampaignRules = {
  partialCancelPolicy?: PartialCancelPolicy | undefined;
  discount?: Discount | undefined;
  minimumWon?: number | undefined;
  use?: { until: string } | { days: number } | undefined;
  issue?: { opensAt: string | null; closesAt: string | null; perUser: number; queue?: boolean } | undefined;
};

export const CampaignInput = rulesOfCampaign(
  z.object({
    ...campaignMembers,
    scope: ScopeInput.default({ type: 'ALL' }),
    minimumWon: campaignMembers.minimumWon.default(0),
    firstPurchaseOnly: z.boolean().default(false),
    tiers: campaignMembers.tiers.default([]),
    stackable: z.boolean().default(false),
    restoreOnCancel: campaignMembers.restoreOnCancel.default('IF_NOT_EXPIRED'),
    partialCancelPolicy: campaignMembers.partialCancelPolicy.default('KEEP'),
    abusePolicy: campaignMembers.abusePolicy.default('FLAG'),
  }),
);
export type CampaignInput = z.infer<typeof CampaignInput>;

/** What changes; the rest stays. `version` is of what the editor saw. */
export const CampaignChange = z.object({ ...campaignMembers, version: z.int().min(1) }).partial();
export type CampaignChange = z.infer<typeof CampaignChange>;

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
const termsMembers = {
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

// What the back office reads and writes

export const AdminCampaign = z
  .object({
    id: z.string(),
    name: z.object({ ko: z.string(), en: z.string().optional() }),
    status: z.enum(campaignStatuses),
    ...termsMembers,
    tiers: z.array(z.enum(tiers)),
    issue: z.object({
      way: z.enum(issueWays),
      on: z.enum(issueOccasions).nullable(),
      opensAt: z.iso.datetime().nullable(),
      closesAt: z.iso.datetime().nullable(),
      quantity: z.int().nullable(),
      perUser: z.int(),
      code: z.string().nullable(),
      queue: z.boolean(),
    }),
    use: z.object({ until: z.iso.datetime().nullable(), days: z.int().nullable() }),
    restoreOnCancel: z.enum(restorePolicies),
    partialCancelPolicy: z.enum(partialCancelPolicies),
    abusePolicy: z.enum(abusePolicies),
    issuedCount: z.int(),
    version: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'CouponCampaign' });
export type AdminCampaign = z.infer<typeof AdminCampaign>;
export const AdminCampaignPage = pageOf(AdminCampaign);
export const CampaignQuery = PageQuery.extend({
  status: z.enum(campaignStatuses).optional(),
  q: z.string().trim().max(100).optional(),
});
export type CampaignQuery = z.infer<typeof CampaignQuery>;

/** Coupons by state, and what came of them. `useRate` is used ÷ issued, 0 where none was. Won of orders that were paid, less what was given back. */
export const CampaignStats = z
  .object({
    issued: z.int(),
    usable: z.int(),
    held: z.int(),
    used: z.int(),
    expired: z.int(),
    revoked: z.int(),
    useRate: z.number(),
    discountWon: z.int(),
    revenueWon: z.int(),
  })
  .meta({ id: 'CouponCampaignStats' });
export type CampaignStats = z.infer<typeof CampaignStats>;

/** To so many people by id, or to everybody of a tier. */
export const GrantInput = z.union([
  z.object({ userIds: z.array(z.uuid()).min(1).max(grantBatchSize) }),
  z.object({ tier: z.enum(tiers) }),
]);
export type GrantInput = z.infer<typeof GrantInput>;

export const grantStates = ['RUNNING', 'DONE', 'SOLD_OUT', 'CLOSED'] as const;

/**
 * What was given by hand. `skipped` had as many as a person may have, or are nobody. SOLD_OUT and CLOSED (the campaign was over) ended
 * before everybody was come to.
 */
export const GrantView = z
  .object({
    id: z.string(),
    to: z.union([z.object({ tier: z.enum(tiers) }), z.object({ people: z.int() })]),
    wanted: z.int(),
    issued: z.int(),
    skipped: z.int(),
    state: z.enum(grantStates),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CouponGrant' });
export type GrantView = z.infer<typeof GrantView>;
export const GrantPage = pageOf(GrantView);

export const CodesInput = z.object({ count: z.int().min(1).max(codeBatchMax) });
/** The first answer has the codes; a replay only says how many they were. */
export const Codes = z.object({ count: z.int(), codes: z.array(z.string()) });

export const reasonMax = 200;
export const RevocationInput = z.object({ reason: Text(1, reasonMax) });
export const UserRevocationInput = RevocationInput.extend({ campaignId: z.uuid().optional() });

/** Coupons that are taken away in batches: of a campaign, of a person, or of a person in a campaign. `wanted` is how many there were at its start. */
export const RevocationView = z
  .object({
    id: z.string(),
    campaignId: z.string().nullable(),
    userId: z.string().nullable(),
    reason: z.string(),
    wanted: z.int(),
    revoked: z.int(),
    state: z.enum(['RUNNING', 'DONE']),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CouponRevocation' });
export type RevocationView = z.infer<typeof RevocationView>;
export const RevocationPage = pageOf(RevocationView);

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
