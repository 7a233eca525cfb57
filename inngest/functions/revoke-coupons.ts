import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { revocationAsked } from '@/inngest/events';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { findRunningRevocations } from '@/lib/coupons/revocation-queries';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { revokeNext } from '@/lib/orders/revoke-next';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';

/** One step takes for so long; what is left then has the next minute. */
const revokeForMs = 20_000;

/** Takes coupons away, batch by batch: soon after an admin asked, and each minute what a lost wake-up or a crash left. */
export const revokeCouponsFunction = inngest.createFunction(
  { id: 'revoke-coupons', concurrency: 1, retries: 0, triggers: [revocationAsked, cron('* * * * *')] },
  async ({ step }) => {
    const taken = await step.run('take', takeAll);
    if (taken.revoked > 0) wakeOrderConsumers();
    return taken;
  },
);

async function takeAll(): Promise<{ revoked: number }> {
  const until = Date.now() + revokeForMs;
  let revoked = 0;
  for (const revocationId of await findRunningRevocations(db())) {
    for (let isMore = true; isMore && Date.now() < until; ) {
      const taken = unwrap(await inTransaction((tx) => revokeNext(tx, { revocationId, now: now() })));
      revoked += taken.revoked;
      isMore = taken.isMore;
    }
  }
  return { revoked };
}
