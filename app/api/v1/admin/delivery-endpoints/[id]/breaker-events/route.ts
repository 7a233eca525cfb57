import { z } from 'zod';
import { BreakerEventPage } from '@/lib/delivery/breaker-model';
import { listBreakerEvents } from '@/lib/delivery/breaker-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listBreakerEvents',
    summary: 'How an endpoint’s breaker changed, newest first',
    params: z.object({ id: z.uuid() }),
    query: PageQuery,
    response: BreakerEventPage,
    actor: 'admin',
  },
  ({ tx, params, query }) => listBreakerEvents(tx, { endpointId: params.id, ...query }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
