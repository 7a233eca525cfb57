import { cron } from 'inngest';
import { batchesOf } from '@/inngest/batches-of';
import { inngest } from '@/inngest/client';
import { ticketsDrawn } from '@/inngest/events';
import { findQueues, serveTickets } from '@/lib/coupons/serve-tickets';
import { db } from '@/lib/db/client';
import { now } from '@/lib/shared/clock';

/** Gives those who wait in a queue their coupons, in order: soon after a ticket is drawn, and each minute what a lost wake-up left. */
export const serveTicketsFunction = inngest.createFunction(
  { id: 'serve-tickets', concurrency: 1, retries: 0, triggers: [ticketsDrawn, cron('* * * * *')] },
  async ({ event, step }) => {
    if (event.name === ticketsDrawn.name) await step.sleepUntil('until it opens', event.data.notBefore);
    return step.run('serve', serveQueues);
  },
);

async function serveQueues(): Promise<{ issued: number; rejected: number }> {
  const total = { issued: 0, rejected: 0 };
  const campaignIds = await findQueues(db(), { now: now() });
  for await (const served of batchesOf(campaignIds, (tx, campaignId) => serveTickets(tx, { campaignId, now: now() }))) {
    total.issued += served.issued;
    total.rejected += served.rejected;
  }
  return total;
}
