import { listDeliveries } from '@/lib/delivery/delivery-queries';
import { DeliveryPage, DeliveryQuery } from '@/lib/delivery/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listDeliveries',
    summary: 'Deliveries, newest first; `q` is a part of an order’s number or of a failure’s text, or a whole id',
    query: DeliveryQuery,
    response: DeliveryPage,
    actor: 'admin',
  },
  ({ tx, query }) => listDeliveries(tx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
