import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { countVariantSales } from '@/lib/inventory/count-variant-sales';
import { minutes, now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';

/** Several times what it takes with millions of sales. */
const countLimitMs = minutes(2);

/** Counts what every variant sold lately, each hour, for the list of what to reorder. */
export const countVariantSalesFunction = inngest.createFunction(
  { id: 'count-variant-sales', concurrency: 1, retries: 0, triggers: [cron('7 * * * *')] },
  ({ step }) =>
    step.run('count', async () =>
      unwrap(await inTransaction((tx) => countVariantSales(tx, { now: now() }), { limitMs: countLimitMs })),
    ),
);
