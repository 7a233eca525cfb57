import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { expireBatchSize, expireCoupons, findOverdueCouponIds } from '@/lib/coupons/expire-coupons';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';

/** What is left after so many is expired by the next run. */
const batchCountMax = 200;

/** Expires unused coupons whose time is over, in short transactions. A coupon that is looked at before is over all the same. */
export const expireCouponsFunction = inngest.createFunction(
  { id: 'expire-coupons', concurrency: 1, retries: 0, triggers: [cron('*/5 * * * *')] },
  ({ step }) => step.run('expire overdue coupons', expireOverdueCoupons),
);

/** As many batches as there are, within a bound; how many coupons. */
export async function expireOverdueCoupons(): Promise<{ expired: number }> {
  let expired = 0;
  for (let batch = 0; batch < batchCountMax; batch++) {
    const couponIds = await findOverdueCouponIds(db(), { now: now() });
    expired += unwrap(await inTransaction(async (tx) => ok(await expireCoupons(tx, { couponIds, now: now() }))));
    if (couponIds.length < expireBatchSize) break;
  }
  return { expired };
}
