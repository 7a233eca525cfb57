import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { paths } from '@/lib/http/paths';
import { mailOrderEvents } from '@/lib/notifications/mail-order-events';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { mailDue, saleMade } from '../events';

/** What is left after so many transactions is told by the next run. */
const transactionCountMax = 40;

/** Has customers told by mail what became of their orders: soon after each sale, and each minute of what else there is. */
export const mailOrderEventsFunction = inngest.createFunction(
  { id: 'mail-order-events', concurrency: 1, retries: 0, triggers: [saleMade, cron('* * * * *')] },
  async ({ step }) => {
    const report = await step.run('queue', queueMails);
    if (report.queued > 0) await step.sendEvent('send', mailDue.create({}));
    return report;
  },
);

async function queueMails(): Promise<{ queued: number }> {
  const orderUrl = (orderId: string) => new URL(paths.order(orderId), env().NEXTAUTH_URL).href;
  let queued = 0;
  for (let turn = 0; turn < transactionCountMax; turn++) {
    const told = unwrap(await inTransaction((tx) => mailOrderEvents(tx, { orderUrl, now: now() })));
    queued += told.queued;
    if (!told.isMore) break;
  }
  return { queued };
}
