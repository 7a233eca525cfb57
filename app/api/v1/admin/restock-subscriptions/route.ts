import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { RestockPage, RestockQuery } from '@/lib/notifications/restock/model';
import { listRestocks } from '@/lib/notifications/restock/queries';

export const GET = defineRoute(
  {
    name: 'listRestocks',
    summary: 'Who waits for what, or was told: with the wave, the message and whether they bought',
    query: RestockQuery,
    response: RestockPage,
    actor: 'admin',
  },
  ({ tx, query, locale }) => listRestocks(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
