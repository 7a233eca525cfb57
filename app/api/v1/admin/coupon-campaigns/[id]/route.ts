import { AdminCampaign, CampaignChange } from '@/lib/coupons/admin-model';
import { readCampaign } from '@/lib/coupons/admin-queries';
import { changeCampaign } from '@/lib/coupons/change-campaign';
import { CampaignParams } from '@/lib/coupons/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readCouponCampaign',
    summary: 'One coupon campaign',
    params: CampaignParams,
    response: AdminCampaign,
    actor: 'admin',
  },
  ({ tx, params, now }) => readCampaign(tx, { campaignId: params.id, now }),
);

export const PATCH = defineRoute(
  {
    name: 'changeCouponCampaign',
    summary: 'Changes members of a campaign; once coupons are out, what they promise stays',
    params: CampaignParams,
    body: CampaignChange,
    response: AdminCampaign,
    actor: 'admin',
  },
  async ({ tx, actor, params, body, now }) => {
    const changed = await changeCampaign(tx, { actor, campaignId: params.id, now, ...body });
    return changed.ok ? readCampaign(tx, { campaignId: params.id, now }) : changed;
  },
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
