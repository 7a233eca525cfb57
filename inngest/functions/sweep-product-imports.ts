import { cron } from 'inngest';
import { sweepImports } from '@/lib/bulk/sweep-imports';
import { inTransaction } from '@/lib/db/transaction';
import { minutes, now } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';
import { inngest } from '../client';

/** Each may have many rows. */
const sweepSizeMax = 10;
const sweepLimitMs = minutes(2);

/** Forgets imports of products that are past their lifetime, and uploads that broke off. */
export const sweepProductImportsFunction = inngest.createFunction(
  { id: 'sweep-product-imports', concurrency: 1, retries: 0, triggers: [cron('41 * * * *')] },
  ({ step }) =>
    step.run('forget old imports', async () =>
      unwrap(
        await inTransaction(
          async (tx) => ok({ forgotten: await sweepImports(tx, { now: now(), limit: sweepSizeMax }) }),
          { limitMs: sweepLimitMs },
        ),
      ),
    ),
);
