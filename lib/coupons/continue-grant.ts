import type { Db, Tx } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import { ok, type Result } from '@/lib/shared/result';
import { tierGrantBatchSize } from './admin-model';
import { type CampaignRow, campaignColumns } from './coupon-sql';
import { canBeGranted } from './grant-coupons';
import { issueCoupons } from './issue-coupons';
import type { CouponError } from './model';
import { windowFromIssue } from './rules';

/** Grants to a tier that are under way, the oldest first. */
export async function findRunningGrants(db: Db): Promise<string[]> {
  const running = await rows<{ id: string }>(db, sql`SELECT id FROM coupon_grants WHERE ended_at IS NULL ORDER BY id`);
  return running.map(({ id }) => id);
}

/**
 * Gives the coupon to the next of a tier, by their ids, at most one batch, and keeps how far it came in the same transaction: however often it
 * is begun anew, nobody has it twice. `isMore` until everybody was come to, or it ends before: sold out, or the campaign over.
 *
 * One transaction at a time has the grant. Locks the grant, and the campaign last.
 */
export async function continueGrant(
  tx: Tx,
  { grantId, now }: { grantId: string; now: Date },
): Promise<Result<{ issued: number; isMore: boolean }, CouponError>> {
  const grant = await firstRow<{ campaignId: string; tier: string; lastUserId: string | null; grantedBy: string }>(
    tx,
    sql`SELECT campaign_id, tier, last_user_id, granted_by FROM coupon_grants
        WHERE id = ${grantId}::uuid AND ended_at IS NULL FOR NO KEY UPDATE SKIP LOCKED`,
  );
  if (!grant) return ok({ issued: 0, isMore: false });
  const { campaignId, grantedBy } = grant;
  const people = await rows<{ id: string; couponCount: number }>(
    tx,
    sql`SELECT u.id, (SELECT count(*) FROM coupons c WHERE c.campaign_id = ${campaignId}::uuid AND c.user_id = u.id) AS coupon_count
        FROM users u WHERE u.tier = ${grant.tier}::tier AND u.blocked_at IS NULL
          AND (${grant.lastUserId}::uuid IS NULL OR u.id > ${grant.lastUserId}::uuid)
        ORDER BY u.id LIMIT ${tierGrantBatchSize}`,
  );
  const campaign = await firstRow<CampaignRow>(
    tx,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  const end = (state: 'DONE' | 'SOLD_OUT' | 'CLOSED') => ({ state, endedAt: now });
  if (!campaign || !canBeGranted(campaign, now)) {
    await tx.couponGrant.update({ where: { id: grantId }, data: end('CLOSED') });
    return ok({ issued: 0, isMore: false });
  }
  const wanting = people.filter(({ couponCount }) => couponCount < campaign.perUser);
  const left = campaign.quantity === null ? wanting.length : campaign.quantity - campaign.issuedCount;
  const issued = await issueCoupons(tx, {
    ...{ campaignId, userIds: wanting.slice(0, left).map(({ id }) => id), source: 'GRANT', now },
    ...{ doneBy: { kind: 'ADMIN', userId: grantedBy }, ...windowFromIssue(campaign, now) },
  });
  if (!issued.ok) return issued;
  const isSoldOut = left < wanting.length;
  const isDone = people.length < tierGrantBatchSize;
  await tx.couponGrant.update({
    where: { id: grantId },
    data: {
      issuedCount: { increment: issued.value.length },
      skippedCount: { increment: people.length - wanting.length },
      lastUserId: people.at(-1)?.id ?? grant.lastUserId,
      ...(isSoldOut ? end('SOLD_OUT') : isDone && end('DONE')),
    },
  });
  return ok({ issued: issued.value.length, isMore: !isSoldOut && !isDone });
}
