import { cron } from 'inngest';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { endUnconfirmed } from '@/lib/notifications/restock/end-unconfirmed';
import { findRestocks } from '@/lib/notifications/restock/queries';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { stockReturned } from '../events';

const sweepSizeMax = 1_000;

/** Finds what a lost wake-up, a wave's pause or a killed engine left, and ends sign-ups that nobody confirmed. */
export const sweepRestocksFunction = inngest.createFunction(
  { id: 'sweep-restocks', concurrency: 1, retries: 0, triggers: [cron('* * * * *')] },
  async ({ step }) => {
    await step.run('end unconfirmed', async () =>
      unwrap(await inTransaction((tx) => endUnconfirmed(tx, { now: now(), limit: sweepSizeMax }))),
    );
    const restocks = await step.run('find', () => findRestocks(db(), { now: now() }));
    if (restocks.length === 0) return;
    await step.sendEvent(
      'wake',
      restocks.map(({ variantId }) => stockReturned.create({ variantId })),
    );
  },
);
