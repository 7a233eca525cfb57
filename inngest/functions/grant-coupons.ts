import { cron } from 'inngest';
import { batchesOf } from '@/inngest/batches-of';
import { inngest } from '@/inngest/client';
import { grantAsked } from '@/inngest/events';
import { continueGrant, findRunningGrants } from '@/lib/coupons/continue-grant';
import { db } from '@/lib/db/client';
import { now } from '@/lib/shared/clock';

/** Gives a tier its coupons, batch by batch: soon after an admin asked, and each minute what a lost wake-up or a crash left. */
export const grantCouponsFunction = inngest.createFunction(
  { id: 'grant-coupons', concurrency: 1, retries: 0, triggers: [grantAsked, cron('* * * * *')] },
  ({ step }) => step.run('give', giveAll),
);

async function giveAll(): Promise<{ issued: number }> {
  let issued = 0;
  const grantIds = await findRunningGrants(db());
  for await (const given of batchesOf(grantIds, (tx, grantId) => continueGrant(tx, { grantId, now: now() })))
    issued += given.issued;
  return { issued };
}
