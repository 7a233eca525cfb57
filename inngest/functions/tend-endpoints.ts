import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { tendEndpoints } from '@/lib/delivery/tend-endpoints';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';

/** Clears secrets whose time is over and counts that nobody looks at, and seals secrets that are not. */
export const tendEndpointsFunction = inngest.createFunction(
  { id: 'tend-endpoints', concurrency: 1, retries: 0, triggers: [cron('*/10 * * * *')] },
  ({ step }) => step.run('tend', async () => unwrap(await inTransaction(tendEndpoints))),
);
