import { z } from 'zod';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { BreakerChange } from '@/lib/delivery/breaker-model';
import { EndpointView } from '@/lib/delivery/endpoint-model';
import { setBreaker } from '@/lib/delivery/set-breaker';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'setDeliveryBreaker',
    summary:
      'Hold an endpoint’s breaker open until it is closed by hand, or close it now, at a small rate first and whatever Retry-After asked for',
    params: z.object({ id: z.uuid() }),
    body: BreakerChange,
    response: EndpointView,
    actor: 'admin',
    afterCommit: wakeDelivery,
  },
  ({ tx, actor, params, body }) => setBreaker(tx, { actor, endpointId: params.id, state: body.state }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
