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
  servedTicket: number;
};

/** How a place in the queue stands. Error: `coupon.ticketNotFound`, also for somebody else's. */
export async function readTicket(
  db: Db,
  { campaignId, ticketId, userId, locale, now }: ReadTicket,
): Promise<Result<TicketView, CouponError>> {
  const ticket = await firstRow<TicketRow>(
    db,
    sql`SELECT t.state, t.number, t.coupon_id, t.rejected_as, k.opens_at, k.shuffled_at, k.served_ticket
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
function positionOf({ state, number, servedTicket }: TicketRow): number | null {
  return state === 'WAITING' && number !== null ? Math.max(1, number - servedTicket) : null;
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
