import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { endMyRestock } from '@/lib/notifications/restock/end-my-restock';
import { RestockParams } from '@/lib/notifications/restock/model';

export const DELETE = defineRoute(
  { name: 'endMyRestock', summary: 'End one of my restock alerts', params: RestockParams, actor: 'customer' },
  ({ tx, actor, params, now }) => endMyRestock(tx, { actor, subscriptionId: params.id, now }),
);

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
