import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { StockPage, StockQuery } from '@/lib/inventory/model';
import { listStock } from '@/lib/inventory/queries';

export const GET = defineRoute(
  {
    name: 'listStock',
    summary: 'What is on hand, held and available of every variant, by SKU',
    query: StockQuery,
    response: StockPage,
    actor: 'admin',
  },
  ({ tx, query, locale }) => listStock(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
