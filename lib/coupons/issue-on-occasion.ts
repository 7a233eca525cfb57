import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { doneBySystem } from '@/lib/identity/model';
import { required } from '@/lib/shared/invariant';
import { ok, type Result } from '@/lib/shared/result';
import { readClaim } from './claim-coupon';
import { issueCoupons } from './issue-coupons';
import type { CouponError, IssueOccasion } from './model';
import { refuseIssue, windowFromIssue } from './rules';

/**
 * Gives a person what the campaigns of an occasion give on it; the coupons' ids. A campaign that gives them nothing (not for them, had
 * before, none left) is passed over, so an occasion may be told of again and again.
 */
export async function issueOnOccasion(
  tx: Tx,
  { userId, occasion, now }: { userId: string; occasion: IssueOccasion; now: Date },
): Promise<Result<{ couponIds: string[] }, CouponError>> {
  const campaigns = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM coupon_campaigns WHERE status = 'RUNNING' AND issue_way = 'AUTO' AND issue_occasion = ${occasion}::issue_occasion ORDER BY id`,
  );
  const couponIds: string[] = [];
  for (const { id: campaignId } of campaigns) {
    const { campaign, claimer } = required(await readClaim(tx, { campaignId, userId }), 'the campaign and its claimer');
    if (refuseIssue(campaign, claimer, now)) continue;
    const issue = { campaignId, userIds: [userId], source: 'AUTO' as const, doneBy: doneBySystem, now };
    const issued = await issueCoupons(tx, { ...issue, ...windowFromIssue(campaign, now) });
    if (!issued.ok) return issued;
    couponIds.push(...issued.value.map(({ id }) => id));
  }
  return ok({ couponIds });
}
