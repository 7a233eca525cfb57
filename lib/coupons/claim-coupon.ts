import type { Db, Tx } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import { type Actor, doneBy } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import { type CampaignRow, campaignColumns, hasBought } from './coupon-sql';
import { drawTicket } from './draw-ticket';
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

type Claim = { campaignId: string; userId: string };

/**
 * For each claim why it would get no coupon now, told without a transaction: of a thousand who come for a hundred, nine hundred are answered
 * by it. Who waits in the queue is not refused: their ticket is the answer. Errors: as `claimCoupon`, but for those that only a write can
 * tell.
 */
export async function refuseClaims(
  db: Db,
  { claims, now }: { claims: Claim[]; now: Date },
): Promise<Result<undefined, CouponError>[]> {
  const found = await readClaims(db, claims);
  return found.map((one) => {
    if (!isClaimable(one)) return err({ code: 'coupon.campaignNotFound' });
    const { campaign, claimer } = one;
    const refused = campaign.queues ? refuseTicket(campaign, claimer, now) : refuseIssue(campaign, claimer, now);
    return refused && !one.waits ? err(refused) : ok(undefined);
  });
}

function isClaimable(found: Found | null): found is Found {
  return found !== null && found.campaign.status !== 'DRAFT' && found.campaign.issueWay === 'CLAIM';
}

export type Found = { campaign: CampaignRow; claimer: Claimer };

/** What a campaign `k` asks about the person `u`. */
const claimerColumns = sql`u.tier, k.first_purchase_only AND ${hasBought(sql`u.id`)} AS has_bought,
  (SELECT count(*) FROM coupons c WHERE c.campaign_id = k.id AND c.user_id = u.id) AS issued_to_them`;
type ClaimerColumns = { tier: Claimer['tier']; hasBought: boolean; issuedToThem: number };

/** The campaign and what it asks about the person, in one statement and without a lock. */
export async function readClaim(db: Db, { campaignId, userId }: Claim): Promise<Found | null> {
  const found = await firstRow<CampaignRow & ClaimerColumns>(
    db,
    sql`SELECT ${campaignColumns}, ${claimerColumns}
        FROM coupon_campaigns k, users u WHERE k.id = ${campaignId}::uuid AND u.id = ${userId}::uuid`,
  );
  if (!found) return null;
  const { tier, hasBought: bought, issuedToThem, ...campaign } = found;
  return { campaign, claimer: { tier, hasBought: bought, issuedCount: issuedToThem } };
}

/** As `readClaim` for many, most of them of one campaign, which is read once; `waits` in its queue. */
async function readClaims(db: Db, claims: Claim[]): Promise<((Found & { waits: boolean }) | null)[]> {
  const [campaignIds, userIds] = [claims.map(({ campaignId }) => campaignId), claims.map(({ userId }) => userId)];
  // The people before the campaign: what is left is then never read older than what they have.
  const claimers = await rows<ClaimerColumns & { place: number; campaignId: string; waits: boolean }>(
    db,
    sql`SELECT asked.place, k.id AS campaign_id, ${claimerColumns},
          k.queues AND EXISTS (SELECT FROM coupon_tickets t WHERE t.campaign_id = k.id AND t.user_id = u.id AND t.state = 'WAITING') AS waits
        FROM unnest(${campaignIds}::uuid[], ${userIds}::uuid[]) WITH ORDINALITY AS asked (campaign_id, user_id, place)
          JOIN coupon_campaigns k ON k.id = asked.campaign_id JOIN users u ON u.id = asked.user_id`,
  );
  const campaigns = await rows<CampaignRow>(
    db,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ANY (${[...new Set(campaignIds)]}::uuid[])`,
  );
  const found = claims.map((): (Found & { waits: boolean }) | null => null);
  for (const { place, campaignId, waits, tier, hasBought: bought, issuedToThem } of claimers) {
    const campaign = campaigns.find(({ id }) => id === campaignId);
    if (campaign)
      found[place - 1] = { campaign, claimer: { tier, hasBought: bought, issuedCount: issuedToThem }, waits };
  }
  return found;
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
