import { z } from 'zod';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { DeliveryDetail, SkipInput } from '@/lib/delivery/model';
import { skipDelivery } from '@/lib/delivery/skip-delivery';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'skipDelivery',
    summary: 'Give a dead delivery up; what stands behind it in its order goes on',
    params: z.object({ id: z.uuid() }),
    body: SkipInput,
    response: DeliveryDetail,
    actor: 'admin',
    afterCommit: wakeDelivery,
  },
  ({ tx, actor, params, body }) => skipDelivery(tx, { actor, deliveryId: params.id, reason: body.reason }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
