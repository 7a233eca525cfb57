import type { Tier } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import {
  type CampaignStatus,
  type ClaimState,
  type CouponAction,
  type CouponError,
  type CouponState,
  couponActions,
  earlyTicketMs,
  type RestorePolicy,
  restoredForMs,
} from './model';

/** What a campaign says about who gets its coupons, and how many there are. */
export type IssueTerms = {
  status: CampaignStatus;
  opensAt: Date | null;
  closesAt: Date | null;
  quantity: number | null;
  issuedCount: number;
  perUser: number;
  firstPurchaseOnly: boolean;
  /** None means all. */
  tiers: Tier[];
  useUntil: Date | null;
  useDays: number | null;
};

/** Who wants one. `hasBought`: has a paid order that was not cancelled. */
export type Claimer = { tier: Tier; hasBought: boolean; issuedCount: number };

/**
 * Why somebody gets no coupon now; null when they may. What lies with the person comes before what is gone, so that who has one already
 * is told so and not that there are none.
 */
export function refuseIssue(campaign: IssueTerms, claimer: Claimer, now: Date): CouponError | null {
  if (!isOpen(campaign, now)) return notOpen(campaign);
  if (claimer.issuedCount >= campaign.perUser) return { code: 'coupon.limitReached', limit: campaign.perUser };
  const reason = ineligibility(campaign, claimer);
  if (reason) return { code: 'coupon.notEligible', reason };
  return isSoldOut(campaign) ? { code: 'coupon.soldOut' } : null;
}

/** Coupons are issued while it runs, from its opening to its close, and as long as they could still be used. */
function isOpen(campaign: IssueTerms, now: Date): boolean {
  return campaign.status === 'RUNNING' && !isBefore(campaign, now) && !isOver(campaign, now);
}

function isBefore({ opensAt }: IssueTerms, now: Date): boolean {
  return opensAt !== null && now < opensAt;
}

function isOver({ status, closesAt, useUntil }: IssueTerms, now: Date): boolean {
  const ends = [closesAt, useUntil].filter((end) => end !== null);
  return status === 'ENDED' || ends.some((end) => end <= now);
}

function isSoldOut({ quantity, issuedCount }: IssueTerms): boolean {
  return quantity !== null && issuedCount >= quantity;
}

/** From when tickets are drawn; null where there is no queue, or no opening to wait for. */
export function queueOpensAt({ queues, opensAt }: Pick<IssueTerms, 'opensAt'> & { queues: boolean }): Date | null {
  return queues && opensAt ? later(opensAt, -earlyTicketMs) : null;
}

/** As `refuseIssue`, of a ticket: it is drawn from a while before the opening. */
export function refuseTicket(
  campaign: IssueTerms & { queues: boolean },
  claimer: Claimer,
  now: Date,
): CouponError | null {
  const opensAt = queueOpensAt(campaign);
  const refused = refuseIssue({ ...campaign, opensAt: opensAt ?? campaign.opensAt }, claimer, now);
  return refused?.code === 'coupon.notOpen' ? notOpen(campaign) : refused;
}

export function notOpen({ opensAt, closesAt }: Pick<IssueTerms, 'opensAt' | 'closesAt'>): CouponError {
  return {
    code: 'coupon.notOpen',
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
  };
}

function ineligibility({ tiers, firstPurchaseOnly }: IssueTerms, { tier, hasBought }: Claimer) {
  if (tiers.length > 0 && !tiers.includes(tier)) return 'TIER';
  return firstPurchaseOnly && hasBought ? 'NOT_FIRST_PURCHASE' : null;
}

/** What the button of a campaign says. Nobody is signed in: `claimer` is null, and only the campaign counts. */
export function claimStateOf(campaign: IssueTerms, claimer: Claimer | null, now: Date): ClaimState {
  if (claimer && claimer.issuedCount >= campaign.perUser) return 'CLAIMED';
  if (isOver(campaign, now)) return 'ENDED';
  if (claimer && ineligibility(campaign, claimer)) return 'NOT_ELIGIBLE';
  if (isSoldOut(campaign)) return 'SOLD_OUT';
  return isBefore(campaign, now) ? 'NOT_YET' : 'OPEN';
}

/** From its issue to a fixed date, or for so many days. */
export function windowFromIssue({ useUntil, useDays }: Pick<IssueTerms, 'useUntil' | 'useDays'>, now: Date) {
  return { usableFrom: now, usableUntil: useUntil ?? later(now, days(useDays ?? 1)) };
}

export function isCouponActionAllowed(action: CouponAction, state: CouponState): boolean {
  return (couponActions[action] as readonly CouponState[]).includes(state);
}

/** Why a coupon can't be used at all, whatever is in the cart. */
export const useRefusals = ['NOT_YET', 'EXPIRED', 'HELD', 'USED', 'REVOKED', 'NOT_FIRST_PURCHASE'] as const;
export type UseRefusal = (typeof useRefusals)[number];

export type Usable = { state: CouponState; usableFrom: Date; usableUntil: Date; firstPurchaseOnly: boolean };

/** Why a coupon can't be put to use now; null when it can. `hasBought` is of other orders than the one it is for. */
export function refuseUse(coupon: Usable, { hasBought, now }: { hasBought: boolean; now: Date }): UseRefusal | null {
  if (coupon.state !== 'USABLE') return coupon.state;
  if (coupon.usableUntil <= now) return 'EXPIRED';
  if (now < coupon.usableFrom) return 'NOT_YET';
  return coupon.firstPurchaseOnly && hasBought ? 'NOT_FIRST_PURCHASE' : null;
}

/** What a full cancellation makes of a used coupon; null where it stays used. */
export function restored(
  { policy, usableUntil }: { policy: RestorePolicy; usableUntil: Date },
  now: Date,
): { state: 'USABLE' | 'EXPIRED'; usableUntil: Date } | null {
  if (policy === 'NEVER') return null;
  if (now < usableUntil) return { state: 'USABLE', usableUntil };
  return policy === 'ALWAYS'
    ? { state: 'USABLE', usableUntil: later(now, restoredForMs) }
    : { state: 'EXPIRED', usableUntil };
}

/** What keeps a campaign from beginning now: times that are over already. */
export function pastEnds(
  { issue, use }: { issue: { closesAt: Date | string | null }; use: { until: Date | string } | { days: number } },
  now: Date,
): { path: string; message: string }[] {
  const ends = { 'issue.closesAt': issue.closesAt, 'use.until': 'until' in use ? use.until : null };
  return Object.entries(ends)
    .filter(([, end]) => end !== null && new Date(end) <= now)
    .map(([path]) => ({ path, message: 'must be in the future' }));
}
