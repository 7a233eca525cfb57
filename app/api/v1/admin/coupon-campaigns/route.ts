import { AdminCampaign, AdminCampaignPage, CampaignInput, CampaignQuery } from '@/lib/coupons/admin-model';
import { listCampaigns, readCampaign } from '@/lib/coupons/admin-queries';
import { createCampaign } from '@/lib/coupons/create-campaign';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listCouponCampaigns',
    summary: 'Every coupon campaign, newest first',
    query: CampaignQuery,
    response: AdminCampaignPage,
    actor: 'admin',
  },
  ({ tx, query, now }) => listCampaigns(tx, query, { now }),
);

export const POST = defineRoute(
  {
    name: 'createCouponCampaign',
    summary: 'A new coupon campaign',
    body: CampaignInput,
    response: AdminCampaign,
    status: 201,
    actor: 'admin',
  },
  async ({ tx, actor, body, now }) => {
    const created = await createCampaign(tx, { actor, now, ...body });
    return created.ok ? readCampaign(tx, { campaignId: created.value.id, now }) : created;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
