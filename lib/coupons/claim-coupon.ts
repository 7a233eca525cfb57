import type { Db, Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { type Actor, doneBy } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import { type CampaignRow, campaignColumns, hasBought } from './coupon-sql';
import { drawTicket, findWaitingTicket } from './draw-ticket';
import type { Signs } from './find-identities';
import { issueCoupons } from './issue-coupons';
import { judgeClaimer } from './judge-claimer';
import type { CouponError } from './model';
import { type Claimer, refuseIssue, refuseTicket, windowFromIssue } from './rules';

/** `signs` null: nobody looks who it is. */
export type ClaimCoupon = { actor: Actor; campaignId: string; signs: Signs | null; now: Date };

/**
 * Gives the shopper a coupon of a campaign that is claimed first come, first served; where it queues, a ticket for one.
 *
 * Errors: `coupon.campaignNotFound` (also for a draft, or one that is not claimed), `coupon.notOpen`, `coupon.limitReached`,
 * `coupon.notEligible`, `coupon.soldOut`. Who comes when all are gone is answered without waiting for anybody. Locks the campaign last.
 */
export async function claimCoupon(
  tx: Tx,
  { campaignId, ...claim }: ClaimCoupon,
): Promise<Result<{ id: string } | { ticketId: string }, CouponError>> {
  const { userId } = claim.actor;
  const found = await readClaim(tx, { campaignId, userId });
  if (!isClaimable(found)) return err({ code: 'coupon.campaignNotFound' });
  return found.campaign.queues
    ? drawTicket(tx, { ...claim, ...found })
    : issueTo(tx, { ...claim, ...found, source: 'CLAIM' });
}

/**
 * Why somebody would get no coupon of a campaign now, told without a transaction: of a thousand who come for a hundred, nine hundred are
 * answered by it. Who waits in the queue is not refused: their ticket is the answer. Errors: as `claimCoupon`, but for those that only a
 * write can tell.
 */
export async function refuseClaim(
  db: Db,
  { campaignId, userId, now }: { campaignId: string; userId: string; now: Date },
): Promise<Result<undefined, CouponError>> {
  const found = await readClaim(db, { campaignId, userId });
  if (!isClaimable(found)) return err({ code: 'coupon.campaignNotFound' });
  const { campaign, claimer } = found;
  const refused = campaign.queues ? refuseTicket(campaign, claimer, now) : refuseIssue(campaign, claimer, now);
  const waits = refused && campaign.queues && (await findWaitingTicket(db, { campaignId, userId }));
  return refused && !waits ? err(refused) : ok(undefined);
}

function isClaimable(found: Found | null): found is Found {
  return found !== null && found.campaign.status !== 'DRAFT' && found.campaign.issueWay === 'CLAIM';
}

export type Found = { campaign: CampaignRow; claimer: Claimer };

/** The campaign and what it asks about the person, in one statement and without a lock. */
export async function readClaim(
  db: Db,
  { campaignId, userId }: { campaignId: string; userId: string },
): Promise<Found | null> {
  const found = await firstRow<CampaignRow & { tier: Claimer['tier']; hasBought: boolean; issuedToThem: number }>(
    db,
    sql`SELECT ${campaignColumns}, u.tier, k.first_purchase_only AND ${hasBought(sql`u.id`)} AS has_bought,
          (SELECT count(*) FROM coupons c WHERE c.campaign_id = k.id AND c.user_id = u.id) AS issued_to_them
        FROM coupon_campaigns k, users u WHERE k.id = ${campaignId}::uuid AND u.id = ${userId}::uuid`,
  );
  if (!found) return null;
  const { tier, hasBought: bought, issuedToThem, ...campaign } = found;
  return { campaign, claimer: { tier, hasBought: bought, issuedCount: issuedToThem } };
}

/** The rest of every way that a person asks for a coupon: eligible, not seen before, and one is left. */
export async function issueTo(
  tx: Tx,
  {
    campaign,
    claimer,
    actor,
    signs,
    source,
    now,
  }: Found & Omit<ClaimCoupon, 'campaignId'> & { source: 'CLAIM' | 'CODE' },
): Promise<Result<{ id: string }, CouponError>> {
  const refused = refuseIssue(campaign, claimer, now);
  if (refused) return err(refused);
  const { userId } = actor;
  const seen = await judgeClaimer(tx, { campaign, userId, signs, now });
  if (seen) return err(seen);
  const issued = await issueCoupons(tx, {
    ...{ campaignId: campaign.id, userIds: [userId], source, now },
    ...windowFromIssue(campaign, now),
    doneBy: doneBy(actor, 'CUSTOMER'),
  });
  if (!issued.ok) return issued;
  const [coupon] = issued.value;
  // A twin of this request, or one beside it, got the last that this person may have.
  return coupon ? ok({ id: coupon.id }) : err({ code: 'coupon.limitReached', limit: campaign.perUser });
}
