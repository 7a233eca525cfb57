import { z } from 'zod';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { DeliveryDetail } from '@/lib/delivery/model';
import { retryDelivery } from '@/lib/delivery/retry-delivery';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'retryDelivery',
    summary: 'Send a dead or waiting delivery now, with a new round of attempts',
    params: z.object({ id: z.uuid() }),
    response: DeliveryDetail,
    actor: 'admin',
    afterCommit: wakeDelivery,
  },
  ({ tx, actor, params }) => retryDelivery(tx, { actor, deliveryId: params.id }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
