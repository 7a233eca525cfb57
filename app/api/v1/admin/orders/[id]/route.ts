import { z } from 'zod';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readAdminOrder } from '@/lib/orders/admin-queries';
import { AdminOrderView } from '@/lib/orders/model';

export const GET = defineRoute(
  {
    name: 'readAdminOrder',
    summary: 'Any order, with its customer, its ledger entries and the transitions it allows',
    params: z.object({ id: z.uuid() }),
    response: AdminOrderView,
    actor: 'admin',
  },
  ({ tx, params, locale, now }) => readAdminOrder(tx, { orderId: params.id, locale, now }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
