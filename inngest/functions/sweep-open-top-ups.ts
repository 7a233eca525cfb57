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
  const failures: unknown[] = [];
  let settled = 0;
  for (const topUp of open) {
    try {
      if (await settleOpenTopUp(topUp)) settled += 1;
    } catch (error) {
      // One that fails must not keep the others from settling.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} open top-ups did not settle`);
  return { open: open.length, settled };
}

async function settleOpenTopUp({ id: topUpId, userId, amountWon }: { id: string; userId: string; amountWon: number }) {
  const charged = await chargeTopUp({ topUpId, userId, amountWon, now: now() });
  const result = charged.ok ? await inTransaction((tx) => settleTopUp(tx, { topUpId, now: now() })) : charged;
  return result.ok;
}
