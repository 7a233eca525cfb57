import { z } from 'zod';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { wakeGiveUp } from '@/inngest/wake-give-up';
import { changeEndpoint } from '@/lib/delivery/change-endpoint';
import { EndpointChange, EndpointView } from '@/lib/delivery/endpoint-model';
import { getEndpoint } from '@/lib/delivery/endpoint-queries';
import { removeEndpoint } from '@/lib/delivery/remove-endpoint';
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

export const DELETE = defineRoute(
  {
    name: 'removeDeliveryEndpoint',
    summary: 'Remove an endpoint: what it has not got it never gets, the log stays',
    params: Params,
    actor: 'admin',
    afterCommit: (_, { params }) => wakeGiveUp(params.id),
  },
  ({ tx, actor, params, now }) => removeEndpoint(tx, { actor, endpointId: params.id, now }),
);

export const { POST, PUT, OPTIONS } = otherMethods({ GET, PATCH, DELETE });
