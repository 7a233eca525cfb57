import { chargeTopUp } from '@/lib/http/charge-top-up';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { required } from '@/lib/shared/invariant';
import { TopUpInput, TopUpView } from '@/lib/wallet/model';
import { topUpIdFor } from '@/lib/wallet/open-top-up';
import { settleTopUp } from '@/lib/wallet/settle-top-up';

export const POST = defineRoute(
  {
    name: 'topUpWallet',
    summary: 'Adds money to my wallet through the payment provider',
    body: TopUpInput,
    response: TopUpView,
    status: 201,
    actor: 'customer',
    idempotent: true,
    prepare: ({ actor, body, idempotency, now }) =>
      chargeTopUp({
        topUpId: topUpIdFor(required(idempotency, 'idempotency key')),
        userId: actor.userId,
        amountWon: body.amountWon,
        now,
      }),
  },
  ({ tx, prepared: { topUpId }, now }) => settleTopUp(tx, { topUpId, now }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
