import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { flagCrowds } from '@/lib/coupons/flag-crowds';
import { tendAbuseAlerts } from '@/lib/coupons/tend-abuse-alerts';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';

/** What is left after so many is looked at by the next run. */
const batchCountMax = 100;

/** Looks at who claimed coupons in crowds, and tells admins of campaigns with flags to decide on. */
export const watchCouponAbuseFunction = inngest.createFunction(
  { id: 'watch-coupon-abuse', concurrency: 1, retries: 0, triggers: [cron('* * * * *')] },
  async ({ step }) => {
    const judged = await step.run('flag crowds', judgeClaims);
    await step.run('tend alerts', async () => {
      unwrap(await inTransaction(async (tx) => ok(await tendAbuseAlerts(tx))));
    });
    return judged;
  },
);

async function judgeClaims(): Promise<{ judged: number }> {
  let judged = 0;
  for (let batch = 0; batch < batchCountMax; batch++) {
    const looked = unwrap(await inTransaction(async (tx) => ok(await flagCrowds(tx, { now: now() }))));
    judged += looked.judged;
    if (!looked.isMore) break;
  }
  return { judged };
}
