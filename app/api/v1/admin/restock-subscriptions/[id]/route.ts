import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { endRestockAsAdmin } from '@/lib/notifications/restock/end-restock-as-admin';
import { RestockParams } from '@/lib/notifications/restock/model';

export const DELETE = defineRoute(
  { name: 'endRestock', summary: 'Take somebody off a waiting list', params: RestockParams, actor: 'admin' },
  ({ tx, actor, params, now }) => endRestockAsAdmin(tx, { actor, subscriptionId: params.id, now }),
);

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
