import type { Tx } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { type Actor, doneBy } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { GrantInput } from './admin-model';
import { type CampaignRow, campaignColumns } from './coupon-sql';
import { issueCoupons } from './issue-coupons';
import type { CouponError } from './model';
import { notOpen, windowFromIssue } from './rules';

export type GrantCoupons = { actor: Actor; campaignId: string; to: GrantInput; now: Date };

type Counts = { wantedCount: number; issuedCount: number; skippedCount: number };

/**
 * Gives people a campaign's coupon by hand, whoever may claim it. Those named have it with this transaction, as many as one batch has; for
 * everybody of a tier it only begins, and `continueGrant` goes on. Who has as many as a person may have is skipped, and so is a name that is
 * nobody's.
 *
 * Errors: `coupon.campaignNotFound`, `coupon.notOpen` for a campaign that is a draft or ended, `coupon.soldOut` when there are not enough
 * for all who are named: then nobody gets one. Locks the campaign.
 */
export async function grantCoupons(
  tx: Tx,
  { actor, campaignId, to, now }: GrantCoupons,
): Promise<Result<{ id: string }, CouponError>> {
  assertAdmin(actor);
  const campaign = await firstRow<CampaignRow>(
    tx,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  if (!campaign) return err({ code: 'coupon.campaignNotFound' });
  if (!canBeGranted(campaign, now)) return err(notOpen(campaign));
  const given = 'tier' in to ? ok(await countTier(tx, to.tier)) : await giveTo(tx, { actor, campaign, ...to, now });
  if (!given.ok) return given;
  const tier = 'tier' in to ? to.tier : null;
  const state = tier ? { state: 'RUNNING' as const } : { state: 'DONE' as const, endedAt: now };
  const { id } = await tx.couponGrant.create({
    data: { id: newId(), campaignId, tier, ...state, ...given.value, grantedBy: actor.userId, startedAt: now },
  });
  await writeAuditLog(tx, {
    actor,
    action: 'coupon.grant',
    entityType: 'couponCampaign',
    entityId: campaignId,
    after: { ...to, grantId: id, ...given.value },
  });
  return ok({ id });
}

export function canBeGranted({ status, useUntil }: Pick<CampaignRow, 'status' | 'useUntil'>, now: Date): boolean {
  return status === 'RUNNING' && (useUntil === null || now < useUntil);
}

async function countTier(tx: Tx, tier: string): Promise<Counts> {
  const people = await firstRow<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM users WHERE tier = ${tier}::tier AND blocked_at IS NULL`,
  );
  return { wantedCount: people?.count ?? 0, issuedCount: 0, skippedCount: 0 };
}

async function giveTo(
  tx: Tx,
  { actor, campaign, userIds, now }: { actor: Actor; campaign: CampaignRow; userIds: string[]; now: Date },
): Promise<Result<Counts, CouponError>> {
  const people = await rows<{ id: string }>(
    tx,
    sql`SELECT u.id FROM users u WHERE u.id = ANY (${userIds}::uuid[]) AND u.blocked_at IS NULL`,
  );
  const issued = await issueCoupons(tx, {
    ...{ campaignId: campaign.id, userIds: people.map(({ id }) => id), source: 'GRANT', now },
    ...{ doneBy: doneBy(actor, 'ADMIN'), ...windowFromIssue(campaign, now) },
  });
  if (!issued.ok) return issued;
  const issuedCount = issued.value.length;
  return ok({ wantedCount: userIds.length, issuedCount, skippedCount: userIds.length - issuedCount });
}
