import { z } from 'zod';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { changeEndpoint } from '@/lib/delivery/change-endpoint';
import { EndpointChange, EndpointView } from '@/lib/delivery/endpoint-model';
import { getEndpoint } from '@/lib/delivery/endpoint-queries';
import { env } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

const Params = z.object({ id: z.uuid() });

export const GET = defineRoute(
  {
    name: 'readDeliveryEndpoint',
    summary: 'One endpoint with its backlog',
    params: Params,
    response: EndpointView,
    actor: 'admin',
  },
  ({ tx, params }) => getEndpoint(tx, params.id),
);

export const PATCH = defineRoute(
  {
    name: 'changeDeliveryEndpoint',
    summary: 'Change, pause or resume an endpoint',
    params: Params,
    body: EndpointChange,
    response: EndpointView,
    actor: 'admin',
    afterCommit: wakeDelivery,
  },
  ({ tx, actor, params, body, now }) =>
    changeEndpoint(tx, {
      actor,
      endpointId: params.id,
      change: body,
      allowedHosts: env().DELIVERY_ALLOWED_HOSTS,
      now,
    }),
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
