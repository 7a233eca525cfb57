import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { giveUpRemoved } from '@/lib/delivery/give-up-removed';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { endpointRemoved } from '../events';

/** One step goes on for so long; what is left then has the next minute. */
const workForMs = 20_000;

/** Skips what is open at removed endpoints, batch by batch: at once, and each minute what was planned meanwhile, or was under way and failed. */
export const giveUpRemovedFunction = inngest.createFunction(
  { id: 'give-up-removed', concurrency: 1, retries: 0, triggers: [endpointRemoved, cron('* * * * *')] },
  ({ step }) => step.run('give up', giveUp),
);

async function giveUp(): Promise<{ givenUp: number }> {
  const until = Date.now() + workForMs;
  let givenUp = 0;
  for (let isMore = true; isMore && Date.now() < until; ) {
    const batch = unwrap(await inTransaction(giveUpRemoved));
    givenUp += batch.count;
    isMore = batch.isMore;
  }
  return { givenUp };
}
