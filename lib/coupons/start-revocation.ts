import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor, IdentityError } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CouponError } from './model';
import { ofRevocation } from './revocation-queries';

export type StartRevocation = {
  actor: Actor;
  /** All of a campaign, all of a person, or those of a person in a campaign. */
  of: { campaignId: string } | { userId: string; campaignId?: string | undefined };
  reason: string;
  now: Date;
};

/**
 * Begins to take away all coupons that were not used, and says how many there are; `revokeNext` does it, in batches. A campaign all of whose
 * coupons are taken is ended first: from this commit on it gives none.
 *
 * Errors: `coupon.campaignNotFound`, `identity.userNotFound`. Locks the campaign that it ends.
 */
export async function startRevocation(
  tx: Tx,
  { actor, of, reason, now }: StartRevocation,
): Promise<Result<{ id: string }, CouponError | IdentityError>> {
  assertAdmin(actor);
  const [campaignId, userId] = [of.campaignId ?? null, 'userId' in of ? of.userId : null];
  if (userId && !(await tx.user.count({ where: { id: userId } }))) return err({ code: 'identity.userNotFound' });
  if (campaignId && !(await tx.couponCampaign.count({ where: { id: campaignId } }))) {
    return err({ code: 'coupon.campaignNotFound' });
  }
  const endedCount =
    userId === null
      ? await execute(
          tx,
          sql`UPDATE coupon_campaigns SET status = 'ENDED', version = version + 1, updated_at = ${now}
              WHERE id = ${campaignId}::uuid AND status <> 'ENDED'`,
        )
      : 0;
  const wanted = await firstRow<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM coupons c WHERE ${ofRevocation({ campaignId, userId })} AND c.state IN ('USABLE', 'HELD')`,
  );
  const counts = { wantedCount: wanted?.count ?? 0 };
  const { id } = await tx.couponRevocation.create({
    data: { id: newId(), campaignId, userId, reason, ...counts, revokedBy: actor.userId, startedAt: now },
  });
  await writeAuditLog(tx, {
    actor,
    action: 'coupon.revokeAll',
    entityType: userId ? 'user' : 'couponCampaign',
    entityId: userId ?? campaignId ?? '',
    after: { revocationId: id, campaignId, reason, ...counts, ended: endedCount > 0 },
  });
  return ok({ id });
}
