import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';
import { type ClaimCoupon, issueTo, readClaim } from './claim-coupon';
import { hashCode } from './coupon-code';
import type { CouponError } from './model';

export type RedeemCode = Omit<ClaimCoupon, 'campaignId'> & { code: string };

/**
 * Gives the shopper the coupon of a code: a shared one to everybody, a single one to the first who enters it. Who enters their own single
 * code again has its coupon as the answer, so a retry is harmless.
 *
 * Errors: `coupon.unknownCode` (also for a code that somebody else has used, or whose coupon was revoked), then those of `claimCoupon`.
 */
export async function redeemCode(tx: Tx, { code, ...claim }: RedeemCode): Promise<Result<{ id: string }, CouponError>> {
  const { userId } = claim.actor;
  const hash = hashCode(code);
  const known = await firstRow<{
    campaignId: string;
    isShared: boolean;
    couponId: string | null;
    ownerId: string | null;
    isRevoked: boolean;
  }>(
    tx,
    sql`SELECT d.campaign_id, d.is_shared, d.coupon_id, c.user_id AS owner_id, coalesce(c.state = 'REVOKED', false) AS is_revoked
        FROM coupon_codes d LEFT JOIN coupons c ON c.id = d.coupon_id WHERE d.hash = ${hash}`,
  );
  if (!known || known.isRevoked || (known.ownerId !== null && known.ownerId !== userId))
    return err({ code: 'coupon.unknownCode' });
  if (known.couponId) return ok({ id: known.couponId });
  const found = await readClaim(tx, { campaignId: known.campaignId, userId });
  if (!found || found.campaign.status === 'DRAFT') return err({ code: 'coupon.unknownCode' });
  const issued = await issueTo(tx, { ...claim, ...found, source: 'CODE' });
  if (!issued.ok || known.isShared) return issued;
  const taken = await execute(
    tx,
    sql`UPDATE coupon_codes SET coupon_id = ${issued.value.id}::uuid WHERE hash = ${hash} AND coupon_id IS NULL`,
  );
  return taken === 1 ? issued : err({ code: 'coupon.unknownCode' });
}
