import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { defineRoute } from '@/lib/http/define-route';
import { moveOrders } from '@/lib/http/move-orders';
import { otherMethods } from '@/lib/http/other-methods';
import { BulkTransition, BulkTransitionInput } from '@/lib/orders/model';
import { required } from '@/lib/shared/invariant';
import { ok } from '@/lib/shared/result';

export const POST = defineRoute(
  {
    name: 'transitionOrders',
    summary: 'Moves many orders along, each by itself, and says of each what became of it',
    body: BulkTransitionInput,
    response: BulkTransition,
    actor: 'admin',
    idempotent: true,
    // The orders move here, in transactions of their own; what follows only stores the answer.
    prepare: ({ actor, body, idempotency, now }) =>
      moveOrders({ ...body, actor, idempotency: required(idempotency, 'idempotency key'), now }),
    afterCommit: wakeOrderConsumers,
  },
  ({ prepared: results }) => ok({ results }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
