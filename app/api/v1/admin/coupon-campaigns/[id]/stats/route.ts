import { CampaignStats } from '@/lib/coupons/admin-model';
import { readCampaignStats } from '@/lib/coupons/admin-queries';
import { CampaignParams } from '@/lib/coupons/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readCouponCampaignStats',
    summary: 'A campaign’s coupons by state, and what came of them',
    params: CampaignParams,
    response: CampaignStats,
    actor: 'admin',
  },
  ({ tx, params }) => readCampaignStats(tx, params.id),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
