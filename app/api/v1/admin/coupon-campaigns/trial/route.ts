import { Trial, TrialInput } from '@/lib/cart/admin-model';
import { tryCampaign } from '@/lib/cart/try-campaign';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'tryCouponCampaign',
    summary: 'What a cart would cost with a coupon of a campaign that need not be saved. Changes nothing',
    body: TrialInput,
    response: Trial,
    actor: 'admin',
    transaction: false,
  },
  ({ tx, actor, body, now }) => tryCampaign(tx, { actor, trial: body, now }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
