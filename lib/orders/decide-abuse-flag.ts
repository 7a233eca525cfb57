import { type DecisionInput, stateAfter } from '@/lib/coupons/abuse-model';
import type { CouponError } from '@/lib/coupons/model';
import { tendAbuseAlerts } from '@/lib/coupons/tend-abuse-alerts';
import type { Tx } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import { changeUser } from '@/lib/identity/change-user';
import type { Actor, IdentityError } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { revokeCoupon } from './revoke-coupon';

export type DecideAbuseFlag = { actor: Actor; flagId: string; now: Date } & DecisionInput;

/**
 * What an admin makes of an account that looks like another: the coupon is kept, or taken with all that the account has of the campaign and
 * hasn't used, or the account is blocked as well. The note is the reason in each coupon's history.
 *
 * The same decision again changes nothing. Errors: `coupon.flagNotFound`, `coupon.flagDecided` for another one, `identity.lastAdmin`. Locks the
 * flag, then as `revokeCoupon`, those without an order first, then by order; accounts last.
 */
export async function decideAbuseFlag(
  tx: Tx,
  { actor, flagId, decision, note, now }: DecideAbuseFlag,
): Promise<Result<{ id: string }, CouponError | IdentityError>> {
  assertAdmin(actor);
  const flag = await firstRow<{ campaignId: string; userId: string; decision: string | null }>(
    tx,
    sql`SELECT campaign_id, user_id, decision FROM abuse_flags WHERE id = ${flagId}::uuid FOR NO KEY UPDATE`,
  );
  if (!flag) return err({ code: 'coupon.flagNotFound' });
  const state = stateAfter[decision];
  if (flag.decision === state) return ok({ id: flagId });
  if (flag.decision) return err({ code: 'coupon.flagDecided', state: flag.decision });
  const couponIds = decision === 'CLEAR' ? [] : await revokeAll(tx, { actor, ...flag, reason: note, now });
  if (decision === 'BLOCK') {
    const blocked = await changeUser(tx, { actor, userId: flag.userId, blocked: true, now });
    if (!blocked.ok) return blocked;
  }
  await tx.abuseFlag.update({
    where: { id: flagId },
    data: { decision: state, decidedAt: now, decidedBy: actor.userId, decisionNote: note },
  });
  await writeAuditLog(tx, {
    actor,
    action: 'abuseFlag.decide',
    entityType: 'abuseFlag',
    entityId: flagId,
    before: { state: 'OPEN' },
    after: { state, note, userId: flag.userId, campaignId: flag.campaignId, couponIds },
  });
  await tendAbuseAlerts(tx);
  return ok({ id: flagId });
}

/** As many as a person may have of a campaign; those that were used stay. The ids of what was taken. */
async function revokeAll(
  tx: Tx,
  { campaignId, userId, ...cause }: { actor: Actor; campaignId: string; userId: string; reason: string; now: Date },
): Promise<string[]> {
  const coupons = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM coupons WHERE campaign_id = ${campaignId}::uuid AND user_id = ${userId}::uuid AND state IN ('USABLE', 'HELD')
        ORDER BY order_id NULLS FIRST, id`,
  );
  const revoked: string[] = [];
  for (const { id } of coupons) {
    // One that was used at this moment was used.
    if ((await revokeCoupon(tx, { couponId: id, ...cause })).ok) revoked.push(id);
  }
  return revoked;
}
