import { TicketParams, TicketView } from '@/lib/coupons/model';
import { readTicket } from '@/lib/coupons/read-ticket';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ticketHeaders } from '@/lib/http/ticket-headers';

export const GET = defineRoute(
  {
    name: 'readCouponTicket',
    summary: 'How my place in a campaign’s queue stands; while it waits, Retry-After says when to ask again',
    params: TicketParams,
    response: TicketView,
    actor: 'customer',
    headers: ticketHeaders,
  },
  ({ tx, actor, params, locale, now }) =>
    readTicket(tx, { campaignId: params.id, ticketId: params.ticketId, userId: actor.userId, locale, now }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
