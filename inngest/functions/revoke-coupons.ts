import { cron } from 'inngest';
import { batchesOf } from '@/inngest/batches-of';
import { inngest } from '@/inngest/client';
import { revocationAsked } from '@/inngest/events';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { findRunningRevocations } from '@/lib/coupons/revocation-queries';
import { db } from '@/lib/db/client';
import { revokeNext } from '@/lib/orders/revoke-next';
import { now } from '@/lib/shared/clock';

/** Takes coupons away, batch by batch: soon after an admin asked, and each minute what a lost wake-up or a crash left. */
export const revokeCouponsFunction = inngest.createFunction(
  { id: 'revoke-coupons', concurrency: 1, retries: 0, triggers: [revocationAsked, cron('* * * * *')] },
  ({ step }) => step.run('take', takeAll),
);

async function takeAll(): Promise<{ revoked: number }> {
  let revoked = 0;
  const revocationIds = await findRunningRevocations(db());
  for await (const taken of batchesOf(revocationIds, (tx, revocationId) =>
    revokeNext(tx, { revocationId, now: now() }),
  )) {
    revoked += taken.revoked;
    if (taken.revoked > 0) wakeOrderConsumers();
  }
  return { revoked };
}
