import { createEndpoint } from '@/lib/delivery/create-endpoint';
import { EndpointFields, EndpointPage, NewEndpointView } from '@/lib/delivery/endpoint-model';
import { listEndpoints } from '@/lib/delivery/endpoint-queries';
import { env } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listDeliveryEndpoints',
    summary: 'Endpoints that orders are delivered to, newest first',
    query: PageQuery,
    response: EndpointPage,
    actor: 'admin',
  },
  ({ tx, query }) => listEndpoints(tx, query),
);

export const POST = defineRoute(
  {
    name: 'createDeliveryEndpoint',
    summary: 'Add an endpoint; the answer shows its secret, this once',
    body: EndpointFields,
    response: NewEndpointView,
    actor: 'admin',
    status: 201,
  },
  ({ tx, actor, body, now }) =>
    createEndpoint(tx, { actor, fields: body, allowedHosts: env().DELIVERY_ALLOWED_HOSTS, now }),
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
