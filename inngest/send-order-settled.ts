import { inngest } from './client';
import { orderSettled } from './events';

/** Ends what waits for an unpaid order's hold. After the commit only; the waiting run would find nothing to do anyway. */
export async function sendOrderSettled(orderId: string): Promise<void> {
  await inngest.send(orderSettled.create({ orderId }, { id: `order-settled-${orderId}` }));
}
