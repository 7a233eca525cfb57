import { readDeliveryStats } from '@/lib/delivery/read-delivery-stats';
import { DeliveryStats, DeliveryStatsQuery } from '@/lib/delivery/stats-model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readDeliveryStats',
    summary: 'How delivery went in a time, the last day unless said, and how it is now',
    query: DeliveryStatsQuery,
    response: DeliveryStats,
    actor: 'admin',
  },
  ({ tx, query, now }) => readDeliveryStats(tx, { query, now }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
