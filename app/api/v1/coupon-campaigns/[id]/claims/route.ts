import { wakeTickets } from '@/inngest/wake-tickets';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { CampaignParams, Claimed } from '@/lib/coupons/model';
import { readCoupon } from '@/lib/coupons/queries';
import { readTicket } from '@/lib/coupons/read-ticket';
import { claimSigns } from '@/lib/http/claim-signs';
import { defineRoute } from '@/lib/http/define-route';
import { keepRefusedClaim } from '@/lib/http/keep-refused-claim';
import { otherMethods } from '@/lib/http/other-methods';

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
