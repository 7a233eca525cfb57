import { violatesCheck } from '@/lib/db/check-violation';
import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { DoneBy } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CouponError } from './model';
import { notOpen } from './rules';

export type IssueCoupons = {
  campaignId: string;
  userIds: string[];
  source: 'CLAIM' | 'CODE' | 'AUTO' | 'GRANT';
  usableFrom: Date;
  usableUntil: Date;
  doneBy: DoneBy;
  now: Date;
};

/**
 * Gives each of these people the campaign's next coupon, with its history's first entry. Who has as many as a person may have gets none.
 *
 * Errors: `coupon.soldOut`, and nobody has one, when there are not enough left; `coupon.notOpen` when the campaign was ended at this moment;
 * the transaction is over then. The campaign's row, which many want, is locked by the last thing that the statement does: commit at once.
 */
export async function issueCoupons(
  tx: Tx,
  { campaignId, userIds, source, usableFrom, usableUntil, doneBy, now }: IssueCoupons,
): Promise<Result<{ id: string; userId: string }[], CouponError>> {
  const ids = userIds.map(() => newId());
  try {
    const issued = await rows<{ id: string; userId: string }>(
      tx,
      sql`WITH wanted AS (
            SELECT p.id, p.user_id, 1 + (SELECT count(*) FROM coupons c WHERE c.campaign_id = k.id AND c.user_id = p.user_id) AS ordinal, k.per_user
            FROM unnest(${ids}::uuid[], ${userIds}::uuid[]) AS p (id, user_id), coupon_campaigns k WHERE k.id = ${campaignId}::uuid
          ), issued AS (
            INSERT INTO coupons (id, campaign_id, user_id, ordinal, state, source, usable_from, usable_until, issued_at)
            SELECT id, ${campaignId}::uuid, user_id, ordinal, 'USABLE', ${source}::coupon_source, ${usableFrom}, ${usableUntil}, ${now}
            FROM wanted WHERE ordinal <= per_user ORDER BY user_id
            ON CONFLICT (campaign_id, user_id, ordinal) DO NOTHING
            RETURNING id, user_id
          ), events AS (
            INSERT INTO coupon_events (coupon_id, position, type, actor_kind, actor_id, occurred_at)
            SELECT id, 1, 'ISSUED', ${doneBy.kind}::actor_kind, ${doneBy.userId}::uuid, ${now} FROM issued
          ) SELECT id, user_id FROM issued`,
    );
    return ok(issued);
  } catch (error) {
    if (violatesCheck(error, 'coupon_campaigns_issued_within_quantity')) return err({ code: 'coupon.soldOut' });
    if (violatesCheck(error, 'coupon_campaigns_issue_while_running'))
      return err(notOpen({ opensAt: null, closesAt: null }));
    throw error;
  }
}
