'use client';

import { useOrders } from '@/components/queries/orders';
import type { OrderSummary } from '@/lib/orders/model';
import type { Page } from '@/lib/shared/pagination';
import { OrderItem } from './order-item';

/** A page of orders, as they change. `search` is the query that the API takes for it. */
export function OrderList({ search, page }: { search: string; page: Page<OrderSummary> }) {
  const orders = useOrders(search, page);
  return (
    <ul className="grid grid-cols-1 gap-3">
      {orders.map((order) => (
        <li key={order.id}>
          <OrderItem order={order} />
        </li>
      ))}
    </ul>
  );
}
