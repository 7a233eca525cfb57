import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { expireCarts } from '@/lib/cart/expire-carts';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';

const sweepSizeMax = 1_000;

/** Ends carts past their lifetime. */
export const sweepCartsFunction = inngest.createFunction(
  { id: 'sweep-carts', concurrency: 1, retries: 0, triggers: [cron('*/5 * * * *')] },
  ({ step }) =>
    step.run('end carts', async () =>
      unwrap(await inTransaction((tx) => expireCarts(tx, { now: now(), limit: sweepSizeMax }))),
    ),
);
