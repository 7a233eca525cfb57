import { sendOrderPlaced } from '@/inngest/send-order-placed';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { guestTokenOf } from '@/lib/http/cart-cookie';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { OrderListItem, OrderView, PlaceOrderInput } from '@/lib/orders/model';
import { OrderFilter } from '@/lib/orders/order-list';
import { placeOrder } from '@/lib/orders/place-order';
import { listWholeOrders, viewPlacedOrder } from '@/lib/orders/queries';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'listOrders',
    summary: 'My orders, newest first',
    query: OrderFilter.extend(PageQuery.shape),
    response: pageOf(OrderListItem),
    actor: 'customer',
  },
  ({ tx, actor, query, locale, now }) => listWholeOrders(tx, { userId: actor.userId, locale, now, ...query }),
);

export const POST = defineRoute(
  {
    name: 'placeOrder',
    summary: 'Makes an order of the cart: paid at once, or unpaid and holding its stock for ten minutes',
    body: PlaceOrderInput,
    response: OrderView,
    status: 201,
    actor: 'customer',
    idempotent: true,
    afterCommit: (order) =>
      order.status === 'PAID'
        ? wakeOrderConsumers()
        : sendOrderPlaced({ orderId: order.id, holdExpiresAt: order.holdExpiresAt }),
  },
  async ({ tx, actor, body, now, locale, request }) => {
    const placed = await placeOrder(tx, { actor, ...body, guestToken: guestTokenOf(request), now, locale });
    return placed.ok ? ok(viewPlacedOrder(placed.value, { locale, now })) : placed;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
