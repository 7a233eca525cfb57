import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { RestockWavePage, RestockWaveQuery } from '@/lib/notifications/restock/model';
import { listRestockWaves } from '@/lib/notifications/restock/queries';

export const GET = defineRoute(
  {
    name: 'listRestockWaves',
    summary: 'In which waves people were told, newest first',
    query: RestockWaveQuery,
    response: RestockWavePage,
    actor: 'admin',
  },
  ({ tx, query, locale }) => listRestockWaves(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
