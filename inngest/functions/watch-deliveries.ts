import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { tendDeliveryAlerts } from '@/lib/delivery/tend-delivery-alerts';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { deliveryTroubled } from '../events';

/** Raises alerts about delivery, and ends them: each minute, and soon after deliveries died or a breaker turned. */
export const watchDeliveries = inngest.createFunction(
  { id: 'watch-deliveries', concurrency: 1, retries: 0, triggers: [deliveryTroubled, cron('* * * * *')] },
  async ({ event, step }) => {
    if (event.name === deliveryTroubled.name)
      await step.sleepUntil('until others have said so, too', event.data.notBefore);
    return step.run('tend alerts', async () =>
      unwrap(await inTransaction((tx) => tendDeliveryAlerts(tx, { now: now() }))),
    );
  },
);
