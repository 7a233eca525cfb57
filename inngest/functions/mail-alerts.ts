import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { paths } from '@/lib/http/paths';
import { mailAlerts } from '@/lib/notifications/mail-alerts';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { alertRaised, mailDue } from '../events';

/** Has admins told of new alerts by mail: soon after they were raised, and each minute of those that a lost wake-up left. */
export const mailAlertsFunction = inngest.createFunction(
  { id: 'mail-alerts', concurrency: 1, retries: 0, triggers: [alertRaised, cron('* * * * *')] },
  async ({ step }) => {
    const report = await step.run('queue', async () => {
      const href = new URL(paths.adminAlerts, env().NEXTAUTH_URL).href;
      return unwrap(await inTransaction((tx) => mailAlerts(tx, { href, now: now() })));
    });
    if (report.queued > 0) await step.sendEvent('send', mailDue.create({}));
    return report;
  },
);
