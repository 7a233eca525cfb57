import { cron } from 'inngest';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { continueDeliveryJob } from '@/lib/delivery/continue-delivery-job';
import { findRunningJobs } from '@/lib/delivery/job-queries';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { deliveryJobAsked } from '../events';
import { wakeDelivery } from '../wake-delivery';

/** One step goes on for so long; what is left then has the next minute. */
const workForMs = 20_000;

/** Replays and resyncs, batch by batch: soon after an admin asked, and each minute what a lost wake-up or a crash left. */
export const continueDeliveryJobs = inngest.createFunction(
  { id: 'continue-delivery-jobs', concurrency: 1, retries: 0, triggers: [deliveryJobAsked, cron('* * * * *')] },
  ({ step }) => step.run('go on', goOn),
);

async function goOn(): Promise<{ done: number }> {
  const until = Date.now() + workForMs;
  let done = 0;
  for (const jobId of await findRunningJobs(db())) {
    for (let isMore = true; isMore && Date.now() < until; ) {
      const batch = unwrap(await inTransaction((tx) => continueDeliveryJob(tx, { jobId })));
      done += batch.done;
      isMore = batch.isMore;
      if (batch.done > 0) wakeDelivery();
    }
  }
  return { done };
}
