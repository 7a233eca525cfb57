import { cron } from 'inngest';
import { db } from '@/lib/db/client';
import { sendDueMessages } from '@/lib/notifications/send-due-messages';
import { now } from '@/lib/shared/clock';
import { inngest } from '../client';
import { mailDue } from '../events';

/** Sends the mails that wait: soon after they were queued, and each minute what a lost wake-up left or a failure put off. */
export const sendMessagesFunction = inngest.createFunction(
  { id: 'send-messages', concurrency: 1, retries: 0, triggers: [mailDue, cron('* * * * *')] },
  async ({ step }) => {
    const report = await step.run('send', () => sendDueMessages(db(), { now: now() }));
    if (report.stopped === 'TIME') await step.sendEvent('go-on', mailDue.create({}));
    return report;
  },
);
