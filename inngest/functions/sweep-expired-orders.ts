import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { expireOrder } from '@/lib/orders/expire-order';
import { findOverdueOrderIds } from '@/lib/orders/queries';
import { now } from '@/lib/shared/clock';

const sweepSizeMax = 500;

/** Expires what a lost `order/placed` left behind, each order in a transaction of its own. */
export const sweepExpiredOrdersFunction = inngest.createFunction(
  { id: 'sweep-expired-orders', concurrency: 1, retries: 0, triggers: [cron('* * * * *')] },
  ({ step }) => step.run('expire overdue orders', expireOverdueOrders),
);

async function expireOverdueOrders(): Promise<{ overdue: number }> {
  const orderIds = await findOverdueOrderIds(db(), { now: now(), limit: sweepSizeMax });
  const failures: unknown[] = [];
  for (const orderId of orderIds) {
    // One order that fails must not keep the others from expiring.
    await inTransaction((tx) => expireOrder(tx, { orderId, now: now() })).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} overdue orders did not expire`);
  return { overdue: orderIds.length };
}
