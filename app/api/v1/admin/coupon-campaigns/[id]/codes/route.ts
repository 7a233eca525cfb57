import { Codes, CodesInput } from '@/lib/coupons/admin-model';
import { createCodes } from '@/lib/coupons/create-codes';
import { CampaignParams } from '@/lib/coupons/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'createCouponCodes',
    summary:
      'Makes single codes for a campaign that goes by code. The first answer is the only place that has them: a replay says only how many',
    params: CampaignParams,
    body: CodesInput,
    response: Codes,
    status: 201,
    actor: 'admin',
    idempotent: true,
    replayAs: ({ count }) => ({ count, codes: [] }),
  },
  ({ tx, actor, params, body }) => createCodes(tx, { actor, campaignId: params.id, count: body.count }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
