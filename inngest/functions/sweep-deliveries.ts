import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { type SweptDeliveries, sweepDeliveries } from '@/lib/delivery/sweep-deliveries';
import { sweepDeliveryHistory } from '@/lib/delivery/sweep-delivery-history';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';

/** A step sweeps for so long, and a run has so many steps. What is left then waits for the next night. */
const stepMs = 20_000;
const stepCountMax = 30;
const historySizeMax = 10_000;

/** Each night, removes what the log of deliveries no longer reaches back to. */
export const sweepDeliveriesFunction = inngest.createFunction(
  { id: 'sweep-deliveries', concurrency: 1, retries: 0, triggers: [cron('40 4 * * *')] },
  async ({ step }) => {
    let removed = 0;
    let afterId: string | null = null;
    for (let place = 1; place <= stepCountMax; place++) {
      const from: string | null = afterId;
      const swept: SweptDeliveries = await step.run(`sweep ${place}`, () => sweepFrom(from));
      removed += swept.removed;
      afterId = swept.nextId;
      if (afterId === null) break;
    }
    const history = await step.run('sweep history', async () =>
      unwrap(await inTransaction((tx) => sweepDeliveryHistory(tx, { now: now(), limit: historySizeMax }))),
    );
    return { removed, history: history.removed };
  },
);

async function sweepFrom(afterId: string | null): Promise<SweptDeliveries> {
  const until = Date.now() + stepMs;
  const swept: SweptDeliveries = { removed: 0, nextId: afterId };
  do {
    const batch = unwrap(await inTransaction((tx) => sweepDeliveries(tx, { afterId: swept.nextId, now: now() })));
    swept.removed += batch.removed;
    swept.nextId = batch.nextId;
  } while (swept.nextId !== null && Date.now() < until);
  return swept;
}
