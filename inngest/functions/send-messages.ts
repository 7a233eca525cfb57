import { cron } from 'inngest';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { paths } from '@/lib/http/paths';
import { mailAlerts } from '@/lib/notifications/mail-alerts';
import { sendDueMessages } from '@/lib/notifications/send-due-messages';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { mailDue } from '../events';

/** Tells admins of new alerts by mail, and sends what waits: soon after it was queued, and each minute what a lost wake-up left. */
export const sendMessagesFunction = inngest.createFunction(
  { id: 'send-messages', concurrency: 1, retries: 0, triggers: [mailDue, cron('* * * * *')] },
  async ({ step }) => {
    const href = new URL(paths.adminAlerts, env().NEXTAUTH_URL).href;
    const alerts = await step.run('tell of alerts', async () =>
      unwrap(await inTransaction((tx) => mailAlerts(tx, { href, now: now() }))),
    );
    const report = await step.run('send', () => sendDueMessages(db(), { now: now() }));
    if (report.stopped === 'TIME') await step.sendEvent('go on', mailDue.create({}));
    return { alerts, report };
  },
);
