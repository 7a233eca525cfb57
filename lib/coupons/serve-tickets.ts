import type { Db, Tx } from '@/lib/db/client';
import { execute, firstRow, rows, sql } from '@/lib/db/sql';
import { doneBySystem } from '@/lib/identity/model';
import { ok, type Result } from '@/lib/shared/result';
import { type CampaignRow, campaignColumns, hasBought } from './coupon-sql';
import { issueCoupons } from './issue-coupons';
import { type CouponError, ticketBatchSize } from './model';
import { numberTickets } from './number-tickets';
import { type Claimer, refuseIssue, windowFromIssue } from './rules';
import { shuffleTickets } from './shuffle-tickets';

/** Campaigns that have tickets to serve now, the oldest first; those of one that was ended are told so, before its opening too. */
export async function findQueues(db: Db, { now }: { now: Date }): Promise<string[]> {
  const queues = await rows<{ id: string }>(
    db,
    sql`SELECT k.id FROM coupon_campaigns k WHERE k.queues AND (k.opens_at IS NULL OR k.opens_at <= ${now} OR k.status = 'ENDED')
          AND EXISTS (SELECT FROM coupon_tickets t WHERE t.campaign_id = k.id AND t.state = 'WAITING') ORDER BY k.id`,
  );
  return queues.map(({ id }) => id);
}

type Waiting = Claimer & { id: string; userId: string; number: number; isBlocked: boolean };

/**
 * Serves the next tickets of a campaign in their order, many at once: each person is judged anew, and has a coupon or the reason why not.
 * `isMore` while some wait. One transaction at a time has the campaign's row, so several processes may serve.
 */
export async function serveTickets(
  tx: Tx,
  { campaignId, now }: { campaignId: string; now: Date },
): Promise<Result<{ issued: number; rejected: number; isMore: boolean }, CouponError>> {
  await shuffleTickets(tx, { campaignId, now });
  const campaign = await firstRow<CampaignRow>(
    tx,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  await numberTickets(tx, { campaignId });
  const waiting = campaign ? await readWaiting(tx, campaign) : [];
  if (!campaign || waiting.length === 0) return ok({ issued: 0, rejected: 0, isMore: false });

  const winners: Waiting[] = [];
  const rejected: { ticket: Waiting; code: string }[] = [];
  for (const ticket of waiting) {
    const present = { ...campaign, issuedCount: campaign.issuedCount + winners.length };
    const refusal = ticket.isBlocked ? 'coupon.notEligible' : refuseIssue(present, ticket, now)?.code;
    if (refusal) rejected.push({ ticket, code: refusal });
    else winners.push(ticket);
  }
  const issued = await issueCoupons(tx, {
    ...{ campaignId, source: 'CLAIM', doneBy: doneBySystem, now },
    userIds: winners.map(({ userId }) => userId),
    ...windowFromIssue(campaign, now),
  });
  if (!issued.ok) return issued;
  const couponOf = new Map(issued.value.map(({ id, userId }) => [userId, id]));
  await settle(tx, {
    campaignId,
    settled: [
      ...winners.map((ticket) => ({
        ticket,
        couponId: couponOf.get(ticket.userId) ?? null,
        code: 'coupon.limitReached',
      })),
      ...rejected.map((one) => ({ ...one, couponId: null })),
    ],
    now,
  });
  return ok({
    issued: couponOf.size,
    rejected: waiting.length - couponOf.size,
    isMore: waiting.length === ticketBatchSize,
  });
}

function readWaiting(tx: Tx, { id, firstPurchaseOnly }: CampaignRow): Promise<Waiting[]> {
  return rows<Waiting>(
    tx,
    sql`SELECT t.id, t.user_id, t.number, u.tier, u.blocked_at IS NOT NULL AS is_blocked, ${firstPurchaseOnly} AND ${hasBought(sql`u.id`)} AS has_bought,
          (SELECT count(*) FROM coupons c WHERE c.campaign_id = t.campaign_id AND c.user_id = t.user_id) AS issued_count
        FROM coupon_tickets t JOIN users u ON u.id = t.user_id
        WHERE t.campaign_id = ${id}::uuid AND t.state = 'WAITING' AND t.number IS NOT NULL ORDER BY t.number LIMIT ${ticketBatchSize}`,
  );
}

type Settling = {
  campaignId: string;
  settled: { ticket: Waiting; couponId: string | null; code: string }[];
  now: Date;
};

async function settle(tx: Tx, { campaignId, settled, now }: Settling): Promise<void> {
  const values = settled.map(({ ticket, couponId, code }) => ({ id: ticket.id, coupon_id: couponId, code }));
  const servedTicket = Math.max(...settled.map(({ ticket }) => ticket.number));
  await execute(
    tx,
    sql`WITH served AS (UPDATE coupon_campaigns SET served_ticket = ${servedTicket} WHERE id = ${campaignId}::uuid)
        UPDATE coupon_tickets t SET state = CASE WHEN s.coupon_id IS NULL THEN 'REJECTED' ELSE 'ISSUED' END::ticket_state,
          coupon_id = s.coupon_id, rejected_as = CASE WHEN s.coupon_id IS NULL THEN s.code END, settled_at = ${now}
        FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS s (id uuid, coupon_id uuid, code text)
        WHERE t.id = s.id`,
  );
}
