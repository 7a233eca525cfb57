import type { CouponError } from '@/lib/coupons/model';
import { moveCoupons } from '@/lib/coupons/move-coupons';
import { ofRevocation } from '@/lib/coupons/revocation-queries';
import type { Tx } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import type { DoneBy } from '@/lib/identity/model';
import { ok, type Result } from '@/lib/shared/result';
import { takeCoupon } from './take-coupon';

/** Coupons that one transaction takes. */
export const revocationBatchSize = 500;

type Revocation = { id: string; campaignId: string | null; userId: string | null; reason: string; revokedBy: string };

/**
 * Takes the next coupons of a revocation away: many at once of those that nobody holds, then one at a time of those that unpaid orders hold,
 * which are quoted again. `isMore` until none is left; then it has ended.
 *
 * What was taken is taken, so it may be begun anew at any time, and by several at once. Locks order, then coupons, the revocation last.
 */
export async function revokeNext(
  tx: Tx,
  { revocationId, now }: { revocationId: string; now: Date },
): Promise<Result<{ revoked: number; isMore: boolean }, CouponError>> {
  const revocation = await firstRow<Revocation>(
    tx,
    sql`SELECT id, campaign_id, user_id, reason, revoked_by FROM coupon_revocations
        WHERE id = ${revocationId}::uuid AND ended_at IS NULL`,
  );
  if (!revocation) return ok({ revoked: 0, isMore: false });
  const doneBy: DoneBy = { kind: 'ADMIN', userId: revocation.revokedBy };
  const cause = { doneBy, reason: revocation.reason, now };
  const unheld = await findCoupons(tx, { revocation, state: 'USABLE', limit: revocationBatchSize });
  const [held] = unheld.length > 0 ? [] : await findCoupons(tx, { revocation, state: 'HELD', limit: 1 });
  let revoked = 0;
  if (unheld.length > 0) revoked = (await moveCoupons(tx, { action: 'revoke', couponIds: unheld, ...cause })).length;
  // One that is used at this moment was used.
  if (held) revoked = (await takeCoupon(tx, { couponId: held, ...cause })).ok ? 1 : 0;
  const isMore = unheld.length > 0 || held !== undefined;
  await tx.couponRevocation.update({
    where: { id: revocationId },
    data: { revokedCount: { increment: revoked }, ...(!isMore && { endedAt: now }) },
  });
  return ok({ revoked, isMore });
}

async function findCoupons(
  tx: Tx,
  { revocation, state, limit }: { revocation: Revocation; state: 'USABLE' | 'HELD'; limit: number },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT c.id FROM coupons c WHERE ${ofRevocation(revocation)} AND c.state = ${state}::coupon_state LIMIT ${limit}`,
  );
  return found.map(({ id }) => id);
}
