import { inngest } from './client';
import { orderPlaced } from './events';

/** Starts the durable end of an unpaid order's hold, and of a renewed one: the first then finds it open. After the commit only, as a wake-up: the sweep finds what gets lost. */
export async function sendOrderPlaced({
  orderId,
  holdExpiresAt,
}: {
  orderId: string;
  holdExpiresAt: string | null;
}): Promise<void> {
  if (holdExpiresAt)
    await inngest.send(
      orderPlaced.create({ orderId, holdExpiresAt }, { id: `order-placed-${orderId}-${holdExpiresAt}` }),
    );
}
