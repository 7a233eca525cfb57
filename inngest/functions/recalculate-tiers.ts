import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { occasionCame } from '@/inngest/events';
import { inTransaction } from '@/lib/db/transaction';
import { recalculateTiers } from '@/lib/orders/recalculate-tiers';
import { now } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';

/** Batches that one step looks through: its result is where the next begins, so a crash costs one step. */
const batchesPerStep = 20;
/** A million accounts take 50 steps; engines bound the steps of a run. */
const stepCountMax = 500;

/** Each night, gives shoppers the tier that they have earned, and says so once to the campaigns that give a coupon for it. */
export const recalculateTiersFunction = inngest.createFunction(
  { id: 'recalculate-tiers', concurrency: 1, triggers: [cron('TZ=Asia/Seoul 30 3 * * *')] },
  async ({ step }) => {
    let changed = 0;
    let afterUserId: string | null = null;
    for (let turn = 1; turn <= stepCountMax; turn++) {
      const begin = afterUserId;
      const looked: Looked = await step.run(`recalculate ${turn}`, () => lookThrough(begin));
      changed += looked.changed;
      afterUserId = looked.lastUserId;
      if (afterUserId === null) break;
    }
    if (changed > 0) await step.sendEvent('say that tiers changed', occasionCame.create({}));
    return { changed };
  },
);

type Looked = { changed: number; lastUserId: string | null };

async function lookThrough(afterUserId: string | null): Promise<Looked> {
  const total: Looked = { changed: 0, lastUserId: afterUserId };
  for (let batch = 0; batch < batchesPerStep; batch++) {
    const begin = total.lastUserId;
    const looked = unwrap(
      await inTransaction(async (tx) => ok(await recalculateTiers(tx, { afterUserId: begin, now: now() }))),
    );
    total.changed += looked.changed;
    total.lastUserId = looked.lastUserId;
    if (looked.lastUserId === null) break;
  }
  return total;
}
