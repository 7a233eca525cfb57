import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { AdminOrderFilter, listAllOrders } from '@/lib/orders/admin-queries';
import { AdminOrderSummary } from '@/lib/orders/model';
import { PageQuery, pageOf } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listAllOrders',
    summary: 'Every order, newest first, by status, tier, delivery, time and text',
    query: AdminOrderFilter.extend(PageQuery.shape),
    response: pageOf(AdminOrderSummary),
    actor: 'admin',
  },
  ({ tx, query, locale }) => listAllOrders(tx, { locale, ...query }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
