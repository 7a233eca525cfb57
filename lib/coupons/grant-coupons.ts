import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { type Actor, doneBy } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { type GrantInput, grantBatchSize } from './admin-model';
import { type CampaignRow, campaignColumns } from './coupon-sql';
import { issueCoupons } from './issue-coupons';
import type { CouponError } from './model';
import { notOpen, windowFromIssue } from './rules';

export type GrantCoupons = { actor: Actor; campaignId: string; to: GrantInput; now: Date };

/**
 * Gives people a campaign's coupon by hand, whoever may claim it: those named, or everybody of a tier, in statements of a bounded size.
 * Who has as many as a person may have is skipped, and so is a name that is nobody's.
 *
 * Errors: `coupon.campaignNotFound`, `coupon.notOpen` for a campaign that is a draft or ended, `coupon.soldOut` when there are not enough
 * for all: then nobody gets one. Locks the campaign.
 */
export async function grantCoupons(
  tx: Tx,
  { actor, campaignId, to, now }: GrantCoupons,
): Promise<Result<{ issuedCount: number; skippedCount: number }, CouponError>> {
  assertAdmin(actor);
  const [campaign] = await rows<CampaignRow>(
    tx,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  if (!campaign) return err({ code: 'coupon.campaignNotFound' });
  if (campaign.status !== 'RUNNING' || (campaign.useUntil && campaign.useUntil <= now)) return err(notOpen(campaign));
  const named = 'tier' in to ? sql`u.tier = ${to.tier}::tier` : sql`u.id = ANY (${to.userIds}::uuid[])`;
  const people = await rows<{ id: string }>(
    tx,
    sql`SELECT u.id FROM users u WHERE ${named} AND u.blocked_at IS NULL
          AND (SELECT count(*) FROM coupons c WHERE c.campaign_id = ${campaignId}::uuid AND c.user_id = u.id) < ${campaign.perUser}
        ORDER BY u.id`,
  );
  let issuedCount = 0;
  for (let from = 0; from < people.length; from += grantBatchSize) {
    const userIds = people.slice(from, from + grantBatchSize).map(({ id }) => id);
    const issue = { campaignId, userIds, source: 'GRANT' as const, doneBy: doneBy(actor, 'ADMIN'), now };
    const issued = await issueCoupons(tx, { ...issue, ...windowFromIssue(campaign, now) });
    if (!issued.ok) return issued;
    issuedCount += issued.value.length;
  }
  await writeAuditLog(tx, {
    actor,
    action: 'coupon.grant',
    entityType: 'couponCampaign',
    entityId: campaignId,
    after: { ...to, issuedCount },
  });
  const wantedCount = 'tier' in to ? people.length : to.userIds.length;
  return ok({ issuedCount, skippedCount: wantedCount - issuedCount });
}
