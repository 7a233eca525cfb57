import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { tendCart } from '@/inngest/tend-cart';
import { expireCarts } from '@/lib/cart/expire-carts';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { findCartsToRemind } from '@/lib/notifications/remind-of-cart';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';

const sweepSizeMax = 1_000;
const remindersMax = 200;

/** Ends carts that nothing waited for, and reminds of them: what a lost announcement or a failed run left. */
export const sweepCartsFunction = inngest.createFunction(
  { id: 'sweep-carts', concurrency: 1, retries: 0, triggers: [cron('*/5 * * * *')] },
  async ({ step }) => {
    const reminded = await step.run('remind', remindOfCarts);
    const { ended } = await step.run('end carts', async () =>
      unwrap(await inTransaction((tx) => expireCarts(tx, { now: now(), limit: sweepSizeMax }))),
    );
    return { reminded, ended };
  },
);

async function remindOfCarts(): Promise<number> {
  const cartIds = await findCartsToRemind(db(), { now: now(), limit: remindersMax });
  for (const cartId of cartIds) await tendCart(cartId);
  return cartIds.length;
}
