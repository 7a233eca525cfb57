import { z } from 'zod';
import { Email, tiers } from '@/lib/identity/model';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';
import {
  abusePolicies,
  campaignStatuses,
  couponSources,
  couponStates,
  type Discount,
  issueOccasions,
  issueWays,
  type PartialCancelPolicy,
  partialCancelPolicies,
  restorePolicies,
  termsMembers,
} from './model';
import { normalizeCode, singleCodeLength } from './normalize-code';

// What the back office writes

/** Ids that a campaign's scope may name. */
export const scopeIdsMax = 200;
export const quantityMax = 1_000_000;
export const perUserMax = 100;
export const useDaysMax = 3650;
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

/** A coupon is good until then, or for so many days from its issue. */
const UseInput = z.union([z.object({ until: Moment }), z.object({ days: z.int().min(1).max(useDaysMax) })]);

const CampaignName = z.object({ ko: Text(1, 80), en: Text(1, 80).optional() });

const termMembers = {
  discount: DiscountInput,
  scope: ScopeInput,
  minimumWon: z.int().min(0).max(1_000_000_000),
  firstPurchaseOnly: z.boolean(),
  use: UseInput,
  stackable: z.boolean(),
};
/** What a campaign's coupons are worth, and to whom they are of use. */
export const CampaignTerms = z.object(termMembers);
export type CampaignTerms = z.infer<typeof CampaignTerms>;

const campaignMembers = {
  ...termMembers,
  name: CampaignName,
  status: z.enum(campaignStatuses),
  tiers: z.array(z.enum(tiers)).max(tiers.length),
  issue: IssueInput,
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

// What the back office reads

/** What a campaign is doing, as people see it. */
export const campaignStates = ['DRAFT', 'SCHEDULED', 'RUNNING', 'ENDED'] as const;
export type CampaignState = (typeof campaignStates)[number];

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
    /** SCHEDULED is RUNNING before its opening; ENDED also one that nobody is given a coupon of any more, because its time is over. */
    state: z.enum(campaignStates),
    issuedCount: z.int(),
    usedCount: z.int(),
    version: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'CouponCampaign' });
export type AdminCampaign = z.infer<typeof AdminCampaign>;
export const AdminCampaignPage = pageOf(AdminCampaign);
export const CampaignQuery = PageQuery.extend({
  status: z.enum(campaignStatuses).optional(),
  state: z.enum(campaignStates).optional(),
  way: z.enum(issueWays).optional(),
  q: z.string().trim().max(100).optional(),
});
export type CampaignQuery = z.infer<typeof CampaignQuery>;

/**
 * Coupons by state, and what came of them. `useRate` is used ÷ issued, 0 where none was. In won, of orders that are paid and not cancelled:
 * `discountWon` as they were placed with these coupons, `revenueWon` all that was paid for them less what was given back.
 */
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

/** A coupon of a campaign, with whose it is. */
export const IssuedCoupon = z
  .object({
    id: z.string(),
    owner: z.object({ id: z.string(), name: z.string(), email: z.string(), tier: z.enum(tiers) }),
    state: z.enum(couponStates),
    source: z.enum(couponSources),
    orderId: z.string().nullable(),
    issuedAt: z.iso.datetime(),
    usableUntil: z.iso.datetime(),
  })
  .meta({ id: 'IssuedCoupon' });
export type IssuedCoupon = z.infer<typeof IssuedCoupon>;
export const IssuedCouponPage = pageOf(IssuedCoupon);
/** `email`: the coupons of this person. */
export const IssuedCouponQuery = PageQuery.extend({ state: z.enum(couponStates).optional(), email: Email.optional() });
export type IssuedCouponQuery = z.infer<typeof IssuedCouponQuery>;

/** Single codes that were made together; the codes themselves nobody has but who made them. */
export type CodeBatch = { createdAt: string; count: number; redeemedCount: number };

// What it does

/** To so many people by id, or to everybody of a tier. */
export const GrantInput = z.union([
  z.strictObject({ userIds: z.array(z.uuid()).min(1).max(grantBatchSize) }),
  z.strictObject({ tier: z.enum(tiers) }),
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
