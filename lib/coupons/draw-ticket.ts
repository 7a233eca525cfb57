import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CampaignRow } from './coupon-sql';
import type { Signs } from './find-identities';
import { judgeClaimer } from './judge-claimer';
import type { CouponError } from './model';
import { type Claimer, refuseTicket } from './rules';

export type DrawTicket = {
  campaign: CampaignRow;
  claimer: Claimer;
  actor: Actor;
  signs: Signs | null;
  now: Date;
};

/**
 * A place in a campaign's queue, one per person: who asks again has the same. It is numbered later: what was drawn before the opening by the
 * shuffle, all else in the order of arrival when the next are served.
 *
 * Who was rejected and may have one by now stands at the end again. Errors: as `claimCoupon`. Before the opening it shares the campaign's
 * row; afterwards it locks nothing that others want.
 */
export async function drawTicket(
  tx: Tx,
  { campaign, claimer, actor, signs, now }: DrawTicket,
): Promise<Result<{ ticketId: string }, CouponError>> {
  const { id: campaignId } = campaign;
  const { userId } = actor;
  const earlier = await findWaitingTicket(tx, { campaignId, userId });
  if (earlier) return ok({ ticketId: earlier.id });
  const refused = refuseTicket(campaign, claimer, now);
  if (refused) return err(refused);
  const seen = await judgeClaimer(tx, { campaign, userId, signs, now });
  if (seen) return err(seen);
  const isEarly = campaign.opensAt !== null && now < campaign.opensAt;
  const drawn =
    (isEarly && (await drawEarly(tx, { campaignId, userId, now }))) ||
    (await drawLate(tx, { campaignId, userId, now }));
  return ok({ ticketId: drawn.id });
}

function findWaitingTicket(
  tx: Tx,
  { campaignId, userId }: { campaignId: string; userId: string },
): Promise<Drawn | null> {
  return firstRow<Drawn>(
    tx,
    sql`SELECT id FROM coupon_tickets WHERE campaign_id = ${campaignId}::uuid AND user_id = ${userId}::uuid AND state = 'WAITING'`,
  );
}

type Drawing = { campaignId: string; userId: string; now: Date };
type Drawn = { id: string };

/** Without a number; null when the shuffle has just been. It waits for those that share the campaign's row, and they for it. */
function drawEarly(tx: Tx, { campaignId, userId, now }: Drawing): Promise<Drawn | null> {
  return firstRow<Drawn>(
    tx,
    sql`WITH open AS (SELECT id FROM coupon_campaigns WHERE id = ${campaignId}::uuid AND shuffled_at IS NULL FOR SHARE)
        INSERT INTO coupon_tickets (id, campaign_id, user_id, created_at)
        SELECT ${newId()}::uuid, id, ${userId}::uuid, ${now} FROM open
        ON CONFLICT (campaign_id, user_id) DO UPDATE SET created_at = coupon_tickets.created_at RETURNING id`,
  );
}

/**
 * Behind those that are there, without a number and without a look at the campaign's row, which all would wait for: it gets its number,
 * in the order of arrival, when the next are served.
 */
async function drawLate(tx: Tx, { campaignId, userId, now }: Drawing): Promise<Drawn> {
  const drawn = await firstRow<Drawn>(
    tx,
    sql`INSERT INTO coupon_tickets (id, campaign_id, user_id, created_at)
        VALUES (${newId()}::uuid, ${campaignId}::uuid, ${userId}::uuid, ${now})
        ON CONFLICT (campaign_id, user_id) DO UPDATE SET
          number = CASE WHEN coupon_tickets.state <> 'REJECTED' THEN coupon_tickets.number END,
          created_at = CASE WHEN coupon_tickets.state = 'REJECTED' THEN excluded.created_at ELSE coupon_tickets.created_at END,
          state = CASE WHEN coupon_tickets.state = 'REJECTED' THEN 'WAITING' ELSE coupon_tickets.state END,
          rejected_as = NULL,
          settled_at = CASE WHEN coupon_tickets.state = 'ISSUED' THEN coupon_tickets.settled_at END
        RETURNING id`,
  );
  if (!drawn) throw new Error(`campaign ${campaignId} is gone`);
  return drawn;
}
