import { wakeRevocations } from '@/inngest/wake-coupon-batches';
import { RevocationInput, RevocationView } from '@/lib/coupons/admin-model';
import { CampaignParams } from '@/lib/coupons/model';
import { readCampaignRevocation, readRevocation } from '@/lib/coupons/revocation-queries';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readCampaignRevocation',
    summary: 'How far the last revocation of all the campaign’s coupons is',
    params: CampaignParams,
    response: RevocationView,
    actor: 'admin',
  },
  ({ tx, params }) => readCampaignRevocation(tx, params.id),
);

export const POST = defineRoute(
  {
    name: 'revokeCampaignCoupons',
    summary: 'Ends the campaign and begins to take away all of its coupons that were not used',
    params: CampaignParams,
    body: RevocationInput,
    response: RevocationView,
    status: 202,
    actor: 'admin',
    afterCommit: ({ id }) => wakeRevocations(id),
  },
  async ({ tx, actor, params, body, now }) => {
    const started = await startRevocation(tx, { actor, of: { campaignId: params.id }, reason: body.reason, now });
    return started.ok ? readRevocation(tx, started.value.id) : started;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
