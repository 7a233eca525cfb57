import { wakeGrants } from '@/inngest/wake-coupon-batches';
import { GrantInput, GrantPage, GrantView } from '@/lib/coupons/admin-model';
import { listGrants, readGrant } from '@/lib/coupons/admin-queries';
import { grantCoupons } from '@/lib/coupons/grant-coupons';
import { CampaignParams } from '@/lib/coupons/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listCouponGrants',
    summary: 'What was given by hand of a campaign, newest first, and how far it is',
    params: CampaignParams,
    query: PageQuery,
    response: GrantPage,
    actor: 'admin',
  },
  ({ tx, params, query }) => listGrants(tx, { campaignId: params.id, ...query }),
);

export const POST = defineRoute(
  {
    name: 'grantCoupons',
    summary:
      'Gives a campaign’s coupon to people by name at once (201), or begins to give it to everybody of a tier (202)',
    params: CampaignParams,
    body: GrantInput,
    response: GrantView,
    status: 201,
    otherStatuses: { statuses: [202], of: ({ state }) => (state === 'RUNNING' ? 202 : 201) },
    actor: 'admin',
    idempotent: true,
    afterCommit: ({ id, state }) => {
      if (state === 'RUNNING') wakeGrants(id);
    },
  },
  async ({ tx, actor, params, body, now }) => {
    const granted = await grantCoupons(tx, { actor, campaignId: params.id, to: body, now });
    return granted.ok ? readGrant(tx, granted.value.id) : granted;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
