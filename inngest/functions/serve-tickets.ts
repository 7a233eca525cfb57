import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { ticketsDrawn } from '@/inngest/events';
import { findQueues, serveTickets } from '@/lib/coupons/serve-tickets';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';

/** One step serves for so long; what is left then has the next wake-up or minute. */
const serveForMs = 20_000;

/** Gives those who wait in a queue their coupons, in order: soon after a ticket is drawn, and each minute what a lost wake-up left. */
export const serveTicketsFunction = inngest.createFunction(
  { id: 'serve-tickets', concurrency: 1, retries: 0, triggers: [ticketsDrawn, cron('* * * * *')] },
  async ({ event, step }) => {
    if (event.name === ticketsDrawn.name) await step.sleepUntil('until it opens', event.data.notBefore);
    return step.run('serve', serveQueues);
  },
);

async function serveQueues(): Promise<{ issued: number; rejected: number }> {
  const until = Date.now() + serveForMs;
  const total = { issued: 0, rejected: 0 };
  for (const campaignId of await findQueues(db(), { now: now() })) {
    for (let isMore = true; isMore && Date.now() < until; ) {
      const served = unwrap(await inTransaction((tx) => serveTickets(tx, { campaignId, now: now() })));
      total.issued += served.issued;
      total.rejected += served.rejected;
      isMore = served.isMore;
    }
  }
  return total;
}
