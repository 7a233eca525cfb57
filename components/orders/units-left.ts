import type { OrderView } from '@/lib/orders/model';

type Line = Pick<OrderView['lines'][number], 'quantity' | 'cancelledQuantity'>;

/** How many units of a line have not been cancelled. */
export function unitsLeft({ quantity, cancelledQuantity }: Line): number {
  return quantity - cancelledQuantity;
}
