import { inngest } from '@/inngest/client';
import { orderPlaced, orderSettled } from '@/inngest/events';
import { inTransaction } from '@/lib/db/transaction';
import { expireOrder } from '@/lib/orders/expire-order';
import { now } from '@/lib/shared/clock';

/** Gives an unpaid order's stock back when its hold ends, unless it is settled before. */
export const expireOrderFunction = inngest.createFunction(
  {
    id: 'expire-order',
    triggers: [orderPlaced],
    cancelOn: [{ event: orderSettled, match: 'data.orderId' }],
  },
  async ({ event, step }) => {
    const { orderId, holdExpiresAt } = event.data;
    await step.sleepUntil('until the hold ends', holdExpiresAt);
    return step.run('expire', () => inTransaction((tx) => expireOrder(tx, { orderId, now: now() })));
  },
);
