import { z } from 'zod';
import { tiers } from '@/lib/identity/model';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';
import { reasonMax } from './admin-model';
import { couponStates } from './model';

/** What two accounts share. NETWORK: many claimed from one; BURST: many were made from one within an hour and claimed. */
export const abuseKinds = ['DEVICE', 'PHONE', 'ADDRESS', 'NETWORK', 'BURST'] as const;
export type AbuseKind = (typeof abuseKinds)[number];

/** OPEN: nobody has decided yet. */
export const abuseStates = ['OPEN', 'CLEARED', 'REVOKED', 'BLOCKED'] as const;
export type AbuseState = (typeof abuseStates)[number];

/** CLEAR keeps the coupon, REVOKE takes the account's coupons of the campaign, BLOCK also blocks the account. */
export const abuseDecisions = ['CLEAR', 'REVOKE', 'BLOCK'] as const;
export type AbuseDecision = (typeof abuseDecisions)[number];
export const stateAfter = {
  CLEAR: 'CLEARED',
  REVOKE: 'REVOKED',
  BLOCK: 'BLOCKED',
} as const satisfies Record<AbuseDecision, AbuseState>;

/** Accounts that are counted as evidence: so many means at least so many. */
export const evidenceCountMax = 100;

const AbuseAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  tier: z.enum(tiers),
  blocked: z.boolean(),
});

export const AbuseFlagView = z
  .object({
    id: z.string(),
    kind: z.enum(abuseKinds),
    state: z.enum(abuseStates),
    campaign: z.object({ id: z.string(), name: z.string() }),
    /** Who claimed later; in a crowd, whoever is not its first. */
    user: AbuseAccount,
    other: AbuseAccount,
    /** What the flagged account has of the campaign; null for none. */
    coupon: z.object({ id: z.string(), state: z.enum(couponStates) }).nullable(),
    /** Whether a claim was refused for it. */
    refused: z.boolean(),
    evidence: z.object({
      /** Of a phone its last digits, of an address its beginning. */
      masked: z.string().nullable(),
      /** Of a NETWORK and a BURST: accounts of it that claimed, at most `evidenceCountMax`. */
      accountCount: z.int().nullable(),
    }),
    createdAt: z.iso.datetime(),
    decision: z
      .object({
        by: z.object({ id: z.string(), name: z.string() }),
        note: z.string(),
        decidedAt: z.iso.datetime(),
      })
      .nullable(),
  })
  .meta({ id: 'AbuseFlag' });
export type AbuseFlagView = z.infer<typeof AbuseFlagView>;

/** `openCount` is of the whole shop, at most `evidenceCountMax`. */
export const AbuseFlagPage = pageOf(AbuseFlagView).extend({ openCount: z.int() });
export type AbuseFlagPage = z.infer<typeof AbuseFlagPage>;
export const AbuseFlagQuery = PageQuery.extend({
  state: z.enum(abuseStates).optional(),
  kind: z.enum(abuseKinds).optional(),
  campaignId: z.uuid().optional(),
});
export type AbuseFlagQuery = z.infer<typeof AbuseFlagQuery>;
export const AbuseFlagParams = z.object({ id: z.uuid() });
export const DecisionInput = z.object({ decision: z.enum(abuseDecisions), note: Text(1, reasonMax) });
export type DecisionInput = z.infer<typeof DecisionInput>;
