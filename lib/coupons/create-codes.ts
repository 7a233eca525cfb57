import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { hashCode, newCouponCode } from './coupon-code';
import type { CouponError } from './model';

/** Codes that one statement stores. */
const batchSize = 10_000;

/**
 * Makes so many single codes for a campaign that goes by code. They are in the answer and nowhere else: only their hashes are kept.
 *
 * Error: `coupon.campaignNotFound`, also for a campaign of another way.
 */
export async function createCodes(
  tx: Tx,
  { actor, campaignId, count }: { actor: Actor; campaignId: string; count: number },
): Promise<Result<{ count: number; codes: string[] }, CouponError>> {
  assertAdmin(actor);
  const campaign = await tx.couponCampaign.findUnique({ where: { id: campaignId }, select: { issueWay: true } });
  if (campaign?.issueWay !== 'CODE') return err({ code: 'coupon.campaignNotFound' });
  const codes = Array.from({ length: count }, newCouponCode);
  for (let from = 0; from < count; from += batchSize) {
    const hashes = codes.slice(from, from + batchSize).map(hashCode);
    await execute(
      tx,
      sql`INSERT INTO coupon_codes (hash, campaign_id, is_shared)
          SELECT hash, ${campaignId}::uuid, false FROM unnest(${hashes}::bytea[]) AS c (hash)`,
    );
  }
  await writeAuditLog(tx, {
    actor,
    action: 'coupon.codes',
    entityType: 'couponCampaign',
    entityId: campaignId,
    after: { count },
  });
  return ok({ count, codes });
}
