import { IssuedCouponPage, IssuedCouponQuery } from '@/lib/coupons/admin-model';
import { listIssuedCoupons } from '@/lib/coupons/admin-queries';
import { CampaignParams } from '@/lib/coupons/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listIssuedCoupons',
    summary: 'A campaign’s coupons with whose they are, the latest first',
    params: CampaignParams,
    query: IssuedCouponQuery,
    response: IssuedCouponPage,
    actor: 'admin',
  },
  ({ tx, params, query }) => listIssuedCoupons(tx, { campaignId: params.id, ...query }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
