import { wakeTickets } from '@/inngest/wake-tickets';
import { claimCoupon, refuseClaims } from '@/lib/coupons/claim-coupon';
import { CampaignParams, Claimed } from '@/lib/coupons/model';
import { readCoupon } from '@/lib/coupons/queries';
import { readTicket } from '@/lib/coupons/read-ticket';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { claimSigns } from '@/lib/http/claim-signs';
import { defineRoute } from '@/lib/http/define-route';
import { keepRefusedClaim } from '@/lib/http/keep-refused-claim';
import { otherMethods } from '@/lib/http/other-methods';
import { ticketHeaders } from '@/lib/http/ticket-headers';
import { WaitingLine } from '@/lib/http/waiting-line';
import { now } from '@/lib/shared/clock';
import { gather } from '@/lib/shared/gather';

/** So that whoever claims is answered within five seconds, also where that is only when to come back. */
const waitMsMax = 3_500;
/** Of the process's connections; the rest is for those who look at the shop meanwhile, and for serving the queue. */
const shareOfPool = 0.5;
const line = new WaitingLine({
  atOnceMax: () => Math.max(1, Math.floor(env().DATABASE_POOL_MAX * shareOfPool)),
  waitMsMax,
});

/** Most are only to hear that all are gone: those of the same moment are told by one look. */
const refuse = gather(
  (claims: { campaignId: string; userId: string }[]) => refuseClaims(db(), { claims, now: now() }),
  { sizeMax: 500 },
);

export const POST = defineRoute(
  {
    name: 'claimCoupon',
    summary:
      'Takes a coupon of a campaign, first come, first served; where the campaign queues, a ticket for one (202)',
    params: CampaignParams,
    response: Claimed,
    status: 201,
    otherStatuses: { statuses: [202], of: (claimed) => ('ticketId' in claimed ? 202 : 201) },
    actor: 'customer',
    idempotent: true,
    line,
    look: ({ actor, params }) => refuse({ campaignId: params.id, userId: actor.userId }),
    headers: (claimed): HeadersInit => ('ticketId' in claimed ? ticketHeaders(claimed) : {}),
    afterCommit: (claimed, { params }) => {
      if (!('ticketId' in claimed)) return;
      const secondsToOpening = claimed.position === null ? (claimed.etaSeconds ?? 0) : 0;
      wakeTickets(params.id, { secondsToOpening });
    },
    afterRefusal: keepRefusedClaim,
  },
  async ({ tx, actor, params, locale, now, request }) => {
    const { userId } = actor;
    const claimed = await claimCoupon(tx, { actor, campaignId: params.id, signs: claimSigns(request), now });
    if (!claimed.ok) return claimed;
    return 'ticketId' in claimed.value
      ? readTicket(tx, { campaignId: params.id, ticketId: claimed.value.ticketId, userId, locale, now })
      : readCoupon(tx, { couponId: claimed.value.id, userId, locale });
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
