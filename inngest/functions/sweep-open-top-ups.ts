import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { chargeTopUp } from '@/lib/http/charge-top-up';
import { later, minutes, now } from '@/lib/shared/clock';
import { findOpenTopUps } from '@/lib/wallet/queries';
import { settleTopUp } from '@/lib/wallet/settle-top-up';

const sweepSizeMax = 100;
/** Longer than any request lives, so that the sweep never meets the request itself. */
const requestLifeMs = minutes(2);

/** Asks the provider again about top-ups that a crash left between intent and settlement, and settles them. */
export const sweepOpenTopUpsFunction = inngest.createFunction(
  { id: 'sweep-open-top-ups', concurrency: 1, retries: 0, triggers: [cron('* * * * *')] },
  ({ step }) => step.run('settle open top-ups', settleOpenTopUps),
);

export async function settleOpenTopUps(): Promise<{ open: number; settled: number }> {
  const open = await findOpenTopUps(db(), { before: later(now(), -requestLifeMs), limit: sweepSizeMax });
  let settled = 0;
  for (const { id: topUpId, userId, amountWon } of open) {
    const charged = await chargeTopUp({ topUpId, userId, amountWon, now: now() });
    const result = charged.ok ? await inTransaction((tx) => settleTopUp(tx, { topUpId, now: now() })) : charged;
    if (result.ok) settled += 1;
  }
  return { open: open.length, settled };
}
