import { type Sql, sql } from '@/lib/db/sql';
import type { Tier } from '@/lib/identity/model';
import type { Localized } from '@/lib/shared/locale';
import type { AdminCampaign } from './admin-model';
import type {
  CampaignStatus,
  CouponScope,
  CouponState,
  Discount,
  IssueOccasion,
  PartialCancelPolicy,
  RestorePolicy,
} from './model';

/** A campaign as it stands in Postgres. */
export type CampaignRow = {
  id: string;
  name: Localized;
  status: CampaignStatus;
  discountType: Discount['type'];
  amountWon: number | null;
  percent: number | null;
  capWon: number | null;
  scopeType: CouponScope['type'];
  scopeIds: string[];
  minimumWon: number;
  firstPurchaseOnly: boolean;
  tiers: Tier[];
  issueWay: AdminCampaign['issue']['way'];
  issueOccasion: IssueOccasion | null;
  opensAt: Date | null;
  closesAt: Date | null;
  quantity: number | null;
  perUser: number;
  issuedCount: number;
  sharedCode: string | null;
  useUntil: Date | null;
  useDays: number | null;
  stackable: boolean;
  restoreOnCancel: RestorePolicy;
  partialCancelPolicy: PartialCancelPolicy;
  abusePolicy: AdminCampaign['abusePolicy'];
  queues: boolean;
  shuffledAt: Date | null;
  lastTicket: number;
  servedTicket: number;
  version: number;
  createdAt: Date;
};

/** Of the campaign `k`. An array of an enum comes as text, which the driver reads as an array. */
export const campaignColumns = sql`k.id, k.name, k.status, k.discount_type, k.amount_won, k.percent, k.cap_won, k.scope_type, k.scope_ids,
  k.minimum_won, k.first_purchase_only, k.tiers::text[] AS tiers, k.issue_way, k.issue_occasion, k.opens_at, k.closes_at, k.quantity,
  k.per_user, k.issued_count, k.shared_code, k.use_until, k.use_days, k.stackable, k.restore_on_cancel, k.partial_cancel_policy,
  k.abuse_policy, k.queues, k.shuffled_at, k.last_ticket, k.served_ticket, k.version, k.created_at`;

export function discountOf({
  discountType,
  amountWon,
  percent,
  capWon,
}: Pick<CampaignRow, 'discountType' | 'amountWon' | 'percent' | 'capWon'>): Discount {
  return discountType === 'FIXED'
    ? { type: 'FIXED', amountWon: amountWon ?? 0 }
    : { type: 'PERCENT', percent: percent ?? 0, capWon };
}

export function scopeOf({ scopeType, scopeIds }: Pick<CampaignRow, 'scopeType' | 'scopeIds'>): CouponScope {
  return scopeType === 'ALL' ? { type: 'ALL' } : { type: scopeType, ids: scopeIds };
}

/** What a campaign's coupons are good for, as everybody reads it. */
export function viewTerms(
  row: Parameters<typeof discountOf>[0] &
    Parameters<typeof scopeOf>[0] &
    Pick<CampaignRow, 'minimumWon' | 'firstPurchaseOnly' | 'stackable'>,
) {
  const { minimumWon, firstPurchaseOnly, stackable } = row;
  return { discount: discountOf(row), scope: scopeOf(row), minimumWon, firstPurchaseOnly, stackable };
}

/** Whether the user `userId` has a paid order that was not cancelled, other than this one. */
export function hasBought(userId: Sql, exceptOrderId: string | null = null): Sql {
  return sql`EXISTS (SELECT FROM orders o WHERE o.user_id = ${userId} AND o.paid_at IS NOT NULL AND o.status <> 'CANCELLED'
    AND o.id IS DISTINCT FROM ${exceptOrderId}::uuid)`;
}

/** A coupon with what it is good for. */
export type CouponRow = Pick<
  CampaignRow,
  | 'name'
  | 'discountType'
  | 'amountWon'
  | 'percent'
  | 'capWon'
  | 'scopeType'
  | 'scopeIds'
  | 'minimumWon'
  | 'firstPurchaseOnly'
  | 'stackable'
> & {
  id: string;
  campaignId: string;
  state: CouponState;
  usableFrom: Date;
  usableUntil: Date;
  issuedAt: Date;
  orderId: string | null;
};

/** Of the coupon `c` and its campaign `k`. */
export const couponColumns = sql`c.id, c.campaign_id, k.name, c.state, c.usable_from, c.usable_until, c.issued_at, c.order_id, k.discount_type,
  k.amount_won, k.percent, k.cap_won, k.scope_type, k.scope_ids, k.minimum_won, k.first_purchase_only, k.stackable`;

/**
 * Whether the coupon `c` was to be taken away since it was issued, by a revocation or by a decision about its owner: one that was used then
 * stays used, whatever becomes of its order.
 */
export const isTakenBack = sql`(EXISTS (SELECT FROM coupon_revocations r WHERE r.started_at >= c.issued_at
    AND (r.campaign_id IS NULL OR r.campaign_id = c.campaign_id) AND (r.user_id IS NULL OR r.user_id = c.user_id))
  OR EXISTS (SELECT FROM abuse_flags f WHERE f.campaign_id = c.campaign_id AND f.user_id = c.user_id AND f.decision IN ('REVOKED', 'BLOCKED')))`;
