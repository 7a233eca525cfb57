import type { Db, Tx } from '@/lib/db/client';
import { firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { doneBySystem } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import { ok, type Result } from '@/lib/shared/result';
import { type CampaignRow, campaignColumns, hasBought } from './coupon-sql';
import { flagRefusedClaim } from './flag-refused-claim';
import { issueCoupons } from './issue-coupons';
import { judgeClaimer } from './judge-claimer';
import type { CouponError, IssueOccasion } from './model';
import { claimStateOf, windowFromIssue } from './rules';

/** An occasion longer ago is passed over, so that each look stays as small as what happened lately. */
const occasionAgeMs = days(7);
/** People that one transaction looks at, each by themselves. */
const batchSize = 100;

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
 * are left. Looking again gives nobody a second, so an occasion needs no message that could be lost. Who looks like another account is
 * judged as whoever claims is. Locks the campaign.
 */
export async function issueAutomatic(
  tx: Tx,
  { campaignId, secret, now }: { campaignId: string; secret: string; now: Date },
): Promise<Result<{ issued: number; isMore: boolean }, CouponError>> {
  const campaign = await firstRow<CampaignRow>(
    tx,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  if (!campaign?.issueOccasion || claimStateOf(campaign, null, now) !== 'OPEN') return ok({ issued: 0, isMore: false });
  const { tiers, firstPurchaseOnly, quantity, issuedCount, opensAt, createdAt } = campaign;
  const since = new Date(Math.max((opensAt ?? createdAt).getTime(), later(now, -occasionAgeMs).getTime()));
  const limit = Math.min(batchSize, quantity === null ? batchSize : quantity - issuedCount);
  const people = await rows<{ id: string }>(
    tx,
    sql`SELECT u.id FROM users u WHERE u.blocked_at IS NULL AND u.role = 'SHOPPER' AND ${hadOccasion(campaign.issueOccasion, since)}
          AND (${tiers.length === 0} OR u.tier::text = ANY (${tiers}::text[]))
          AND NOT (${firstPurchaseOnly} AND ${hasBought(sql`u.id`)})
          AND NOT EXISTS (SELECT FROM coupons c WHERE c.campaign_id = ${campaignId}::uuid AND c.user_id = u.id)
          AND NOT EXISTS (SELECT FROM abuse_flags f WHERE f.campaign_id = ${campaignId}::uuid AND f.user_id = u.id
            AND (f.decision IN ('REVOKED', 'BLOCKED') OR f.decision IS NULL AND f.refused))
        ORDER BY u.id LIMIT ${limit}`,
  );
  if (people.length === 0) return ok({ issued: 0, isMore: false });
  const userIds: string[] = [];
  for (const { id } of people) {
    // Nobody asks, so there is neither a browser nor an address to know them by.
    const signs = { device: null, address: null, secret };
    const seen = await judgeClaimer(tx, { campaign, userId: id, signs, now });
    if (seen) await flagRefusedClaim(tx, { campaignId, userId: id, signs, now });
    else userIds.push(id);
  }
  const issued = await issueCoupons(tx, {
    ...{ campaignId, userIds, source: 'AUTO', doneBy: doneBySystem, now },
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
