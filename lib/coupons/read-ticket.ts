import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import { type CouponError, type TicketView, ticketsPerSecondAssumed } from './model';
import { readCoupon } from './queries';

export type ReadTicket = { campaignId: string; ticketId: string; userId: string; locale: Locale; now: Date };

type TicketRow = {
  state: TicketView['state'];
  number: number | null;
  couponId: string | null;
  rejectedAs: string | null;
  opensAt: Date | null;
  shuffledAt: Date | null;
  lastTicket: number;
  servedTicket: number;
  /** Of those that have come since the last number was given, how many came up to this one and with it; null where that is not known yet. */
  comers: number | null;
};

/** How a place in the queue stands. Error: `coupon.ticketNotFound`, also for somebody else's. */
export async function readTicket(
  db: Db,
  { campaignId, ticketId, userId, locale, now }: ReadTicket,
): Promise<Result<TicketView, CouponError>> {
  const ticket = await firstRow<TicketRow>(
    db,
    sql`SELECT t.state, t.number, t.coupon_id, t.rejected_as, k.opens_at, k.shuffled_at, k.last_ticket, k.served_ticket,
          CASE WHEN t.state = 'WAITING' AND t.number IS NULL AND (k.shuffled_at IS NOT NULL OR k.opens_at IS NULL) THEN (
            SELECT count(*) FROM coupon_tickets o WHERE o.campaign_id = k.id AND o.state = 'WAITING' AND o.number IS NULL
              AND (o.created_at, o.id) <= (t.created_at, t.id)) END AS comers
        FROM coupon_tickets t JOIN coupon_campaigns k ON k.id = t.campaign_id
        WHERE t.id = ${ticketId}::uuid AND t.campaign_id = ${campaignId}::uuid AND t.user_id = ${userId}::uuid`,
  );
  if (!ticket) return err({ code: 'coupon.ticketNotFound' });
  const { state, couponId, rejectedAs } = ticket;
  const place = { position: positionOf(ticket), etaSeconds: etaSeconds(ticket, now) };
  if (state === 'REJECTED') return ok({ ticketId, state, ...place, code: rejectedAs ?? 'coupon.soldOut' });
  if (couponId === null) return ok({ ticketId, state, ...place });
  const coupon = await readCoupon(db, { couponId, userId, locale });
  return coupon.ok ? ok({ ticketId, state, ...place, coupon: coupon.value }) : coupon;
}

/** How many are to be served up to this one and with it; null once it was, and before the shuffle. */
function positionOf({ state, number, lastTicket, servedTicket, comers }: TicketRow): number | null {
  if (state !== 'WAITING') return null;
  if (number !== null) return Math.max(1, number - servedTicket);
  return comers === null ? null : lastTicket - servedTicket + comers;
}

/** Until the opening, then by the speed at which tickets have been served so far. */
function etaSeconds(ticket: TicketRow, now: Date): number | null {
  const { state, opensAt, shuffledAt, servedTicket } = ticket;
  if (state !== 'WAITING') return null;
  const toOpening = opensAt ? Math.max(0, Math.ceil((opensAt.getTime() - now.getTime()) / 1000)) : 0;
  const position = positionOf(ticket);
  if (position === null) return toOpening;
  const servingSeconds = shuffledAt ? Math.max(1, (now.getTime() - shuffledAt.getTime()) / 1000) : 1;
  const perSecond = servedTicket > 0 ? servedTicket / servingSeconds : ticketsPerSecondAssumed;
  return toOpening + Math.max(1, Math.ceil(position / perSecond));
}
