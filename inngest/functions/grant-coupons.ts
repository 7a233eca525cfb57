import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { grantAsked } from '@/inngest/events';
import { continueGrant, findRunningGrants } from '@/lib/coupons/continue-grant';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';

/** One step gives for so long; what is left then has the next minute. */
const grantForMs = 20_000;

/** Gives a tier its coupons, batch by batch: soon after an admin asked, and each minute what a lost wake-up or a crash left. */
export const grantCouponsFunction = inngest.createFunction(
  { id: 'grant-coupons', concurrency: 1, retries: 0, triggers: [grantAsked, cron('* * * * *')] },
  ({ step }) => step.run('give', giveAll),
);

async function giveAll(): Promise<{ issued: number }> {
  const until = Date.now() + grantForMs;
  let issued = 0;
  for (const grantId of await findRunningGrants(db())) {
    for (let isMore = true; isMore && Date.now() < until; ) {
      const given = unwrap(await inTransaction((tx) => continueGrant(tx, { grantId, now: now() })));
      issued += given.issued;
      isMore = given.isMore;
    }
  }
  return { issued };
}
