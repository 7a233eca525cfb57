import { Granted, GrantInput } from '@/lib/coupons/admin-model';
import { grantCoupons } from '@/lib/coupons/grant-coupons';
import { CampaignParams } from '@/lib/coupons/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'grantCoupons',
    summary: 'Gives a campaign’s coupon to people by name, or to everybody of a tier',
    params: CampaignParams,
    body: GrantInput,
    response: Granted,
    status: 201,
    actor: 'admin',
    idempotent: true,
  },
  ({ tx, actor, params, body, now }) => grantCoupons(tx, { actor, campaignId: params.id, to: body, now }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
