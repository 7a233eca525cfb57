import { db } from '@/lib/db/client';
import { pumpEndpoint } from '@/lib/delivery/pump-endpoint';
import { env } from '@/lib/env';
import { later, now } from '@/lib/shared/clock';
import { log } from '@/lib/shared/log';
import { inngest } from '../client';
import { deliveryDue } from '../events';
import { wakeDeliveryWatch } from '../wake-delivery-watch';

/** What is due later than this is left to the sweep, which comes every minute. */
const lookAheadMs = 90_000;

/** Sends what is due at one endpoint, and sees to it that the next run comes when more is. */
export const pumpDelivery = inngest.createFunction(
  {
    id: 'pump-delivery',
    triggers: [deliveryDue],
    concurrency: { limit: 1, key: 'event.data.endpointId' },
    retries: 2,
  },
  async ({ event, step }) => {
    const { endpointId, notBefore } = event.data;
    if (notBefore) await step.sleepUntil('until-due', notBefore);
    const report = await step.run('pump', async () => {
      const done = await pumpEndpoint(db(), {
        endpointId,
        allowedHosts: env().DELIVERY_ALLOWED_HOSTS,
        onTrouble: wakeDeliveryWatch,
        onLateEnd: () => comeBack(endpointId),
      });
      return { ...done, wakeAt: wakeAt(done.nextDueInMs, now()) };
    });
    const { nextDueInMs, wakeAt: next } = report;
    if (nextDueInMs === 0) {
      await step.sendEvent('go-on', deliveryDue.create({ endpointId }));
    } else if (next !== null) {
      // The id makes one run of all that wait for the same second.
      const id = `delivery-due:${endpointId}:${next}`;
      await step.sendEvent('come-back', deliveryDue.create({ endpointId, notBefore: next }, { id }));
    }
    return report;
  },
);

/** A call that outlasts its run tells no step what it left to do. */
function comeBack(endpointId: string): void {
  inngest
    .send(deliveryDue.create({ endpointId }))
    .catch((error) => log.warn({ err: error, endpointId }, 'a pump was not woken; the sweep will find what is due'));
}

/** The whole second in which to look again, as ISO time; null when nothing waits, or only for later than the sweep comes. */
export function wakeAt(nextDueInMs: number | null, from: Date): string | null {
  if (nextDueInMs === null || nextDueInMs > lookAheadMs) return null;
  const dueAt = later(from, nextDueInMs).getTime();
  return new Date(Math.ceil(dueAt / 1_000) * 1_000).toISOString();
}
