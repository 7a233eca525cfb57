import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { FollowedQuery, StockOfMany } from '@/lib/inventory/model';
import { readStock } from '@/lib/inventory/read-stock';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'readStockOfMany',
    summary: 'How much of several variants and products can be bought right now',
    query: FollowedQuery,
    response: StockOfMany,
    actor: 'public',
  },
  async ({ tx, query, now }) => ok(await readStock(tx, { ...query, now })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
