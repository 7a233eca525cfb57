import type { Db, Tx } from '@/lib/db/client';
import { firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { doneBySystem } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import { ok, type Result } from '@/lib/shared/result';
import { grantBatchSize } from './admin-model';
import { type CampaignRow, campaignColumns, hasBought } from './coupon-sql';
import { issueCoupons } from './issue-coupons';
import type { CouponError, IssueOccasion } from './model';
import { claimStateOf, windowFromIssue } from './rules';

/** An occasion longer ago is passed over, so that each look stays as small as what happened lately. */
const occasionAgeMs = days(7);

/** Campaigns that give coupons by themselves now. */
export async function findAutomaticCampaigns(db: Db, { now }: { now: Date }): Promise<string[]> {
  const campaigns = await rows<CampaignRow>(
    db,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.status = 'RUNNING' AND k.issue_way = 'AUTO' ORDER BY k.id`,
  );
  return campaigns.filter((campaign) => claimStateOf(campaign, null, now) === 'OPEN').map(({ id }) => id);
}

/**
 * Gives a campaign's coupon to those whose occasion has come since it opened and who have none of it: at most one batch, and no more than
 * are left. Looking again gives nobody a second, so an occasion needs no message that could be lost. Locks the campaign.
 */
export async function issueAutomatic(
  tx: Tx,
  { campaignId, now }: { campaignId: string; now: Date },
): Promise<Result<{ issued: number; isMore: boolean }, CouponError>> {
  const campaign = await firstRow<CampaignRow>(
    tx,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  if (!campaign?.issueOccasion || claimStateOf(campaign, null, now) !== 'OPEN') return ok({ issued: 0, isMore: false });
  const { tiers, firstPurchaseOnly, quantity, issuedCount, opensAt, createdAt } = campaign;
  const since = new Date(Math.max((opensAt ?? createdAt).getTime(), later(now, -occasionAgeMs).getTime()));
  const limit = Math.min(grantBatchSize, quantity === null ? grantBatchSize : quantity - issuedCount);
  const people = await rows<{ id: string }>(
    tx,
    sql`SELECT u.id FROM users u WHERE u.blocked_at IS NULL AND u.role = 'SHOPPER' AND ${hadOccasion(campaign.issueOccasion, since)}
          AND (${tiers.length === 0} OR u.tier::text = ANY (${tiers}::text[]))
          AND NOT (${firstPurchaseOnly} AND ${hasBought(sql`u.id`)})
          AND NOT EXISTS (SELECT FROM coupons c WHERE c.campaign_id = ${campaignId}::uuid AND c.user_id = u.id)
        ORDER BY u.id LIMIT ${limit}`,
  );
  if (people.length === 0) return ok({ issued: 0, isMore: false });
  const issued = await issueCoupons(tx, {
    ...{ campaignId, userIds: people.map(({ id }) => id), source: 'AUTO', doneBy: doneBySystem, now },
    ...windowFromIssue(campaign, now),
  });
  return issued.ok ? ok({ issued: issued.value.length, isMore: people.length === limit }) : issued;
}

/** Of the user `u`. */
function hadOccasion(occasion: IssueOccasion, since: Date): Sql {
  switch (occasion) {
    case 'SIGN_UP':
      return sql`u.created_at >= ${since}`;
    case 'TIER_CHANGE':
      return sql`u.tier_changed_at >= ${since}`;
    case 'FIRST_ORDER':
      return sql`u.id IN (SELECT o.user_id FROM orders o WHERE o.placed_at >= ${since} AND o.paid_at IS NOT NULL AND o.status <> 'CANCELLED')
        AND NOT EXISTS (SELECT FROM orders o WHERE o.user_id = u.id AND o.paid_at IS NOT NULL AND o.placed_at < ${since})`;
    case 'DATE':
      return sql`true`;
  }
}
