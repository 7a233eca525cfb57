import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { AbuseFlagParams, AbuseFlagView, DecisionInput } from '@/lib/coupons/abuse-model';
import { readAbuseFlag } from '@/lib/coupons/abuse-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { decideAbuseFlag } from '@/lib/orders/decide-abuse-flag';

export const POST = defineRoute(
  {
    name: 'decideAbuseFlag',
    summary:
      'Keeps the coupon (CLEAR), takes the account’s coupons of the campaign (REVOKE), or blocks the account too (BLOCK)',
    params: AbuseFlagParams,
    body: DecisionInput,
    response: AbuseFlagView,
    actor: 'admin',
    afterCommit: wakeOrderConsumers,
  },
  async ({ tx, actor, params, body, locale, now }) => {
    const decided = await decideAbuseFlag(tx, { actor, flagId: params.id, now, ...body });
    return decided.ok ? readAbuseFlag(tx, { flagId: params.id, locale }) : decided;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
