import { CampaignOffer, CampaignParams } from '@/lib/coupons/model';
import { readOffer } from '@/lib/coupons/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readCouponOffer',
    summary: 'One coupon campaign, as whoever asks sees it',
    params: CampaignParams,
    response: CampaignOffer,
    actor: 'public',
  },
  ({ tx, actor, params, locale, now }) =>
    readOffer(tx, { campaignId: params.id, userId: actor?.userId ?? null, locale, now }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
