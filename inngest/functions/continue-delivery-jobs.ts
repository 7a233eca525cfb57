import { cron } from 'inngest';
import { batchesOf } from '@/inngest/batches-of';
import { db } from '@/lib/db/client';
import { continueDeliveryJob } from '@/lib/delivery/continue-delivery-job';
import { findRunningJobs } from '@/lib/delivery/job-queries';
import { inngest } from '../client';
import { deliveryJobAsked } from '../events';
import { wakeDelivery } from '../wake-delivery';

/** Replays and resyncs, batch by batch: soon after an admin asked, and each minute what a lost wake-up or a crash left. */
export const continueDeliveryJobs = inngest.createFunction(
  { id: 'continue-delivery-jobs', concurrency: 1, retries: 0, triggers: [deliveryJobAsked, cron('* * * * *')] },
  ({ step }) => step.run('go on', goOn),
);

async function goOn(): Promise<{ done: number }> {
  let done = 0;
  const jobIds = await findRunningJobs(db());
  for await (const batch of batchesOf(jobIds, (tx, jobId) => continueDeliveryJob(tx, { jobId }))) {
    done += batch.done;
    if (batch.done > 0) wakeDelivery();
  }
  return { done };
}
