import { cron } from 'inngest';
import { batchesOf } from '@/inngest/batches-of';
import { giveUpRemoved } from '@/lib/delivery/give-up-removed';
import { inngest } from '../client';
import { endpointRemoved } from '../events';

/** Skips what is open at removed endpoints, batch by batch: at once, and each minute what was planned meanwhile, or was under way and failed. */
export const giveUpRemovedFunction = inngest.createFunction(
  { id: 'give-up-removed', concurrency: 1, retries: 0, triggers: [endpointRemoved, cron('* * * * *')] },
  ({ step }) => step.run('give up', giveUp),
);

async function giveUp(): Promise<{ givenUp: number }> {
  let givenUp = 0;
  for await (const { count } of batchesOf([null], giveUpRemoved)) givenUp += count;
  return { givenUp };
}
