import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { deliveryJobAsked } from './events';

/** Has a replay or resync begun at once, after the commit. Never fails: what a lost wake-up leaves is found by the function's schedule. */
export function wakeDeliveryJobs(jobId: string): void {
  inngest
    .send(deliveryJobAsked.create({}, { id: `delivery-job-${jobId}` }))
    .catch((error) => log.warn({ err: error }, 'a replay or resync was not woken; its schedule will'));
}
