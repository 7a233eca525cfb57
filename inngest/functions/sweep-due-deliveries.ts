import { cron } from 'inngest';
import { db } from '@/lib/db/client';
import { findEndpointsToWake } from '@/lib/delivery/find-due';
import { unparkDeliveries } from '@/lib/delivery/unpark-deliveries';
import { inngest } from '../client';
import { deliveryDue } from '../events';

/** Finds what a lost wake-up, a long backoff or a killed pump left, and what was put behind a delivery that is settled. */
export const sweepDueDeliveries = inngest.createFunction(
  { id: 'sweep-due-deliveries', triggers: [cron('* * * * *')], retries: 0 },
  async ({ step }) => {
    await step.run('unpark', () => unparkDeliveries(db()));
    const endpointIds = await step.run('find', () => findEndpointsToWake(db()));
    if (endpointIds.length === 0) return;
    await step.sendEvent(
      'wake',
      endpointIds.map((endpointId) => deliveryDue.create({ endpointId })),
    );
  },
);
